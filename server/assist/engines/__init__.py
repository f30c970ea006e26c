"""Who writes a suggestion: language models on the premises, behind one interface.

==================  ====================================================================================
`engine`            the interface, and which engine the settings name; imported when asked for
`openai_server`     any OpenAI-compatible server (vLLM, llama.cpp, TGI), streaming
`optimum_local`     an ONNX language model in this process
`addresses`         a model server must stand inside the house
`bounded_http`      how much an answer may hold, and where a request may go
`prompting`         the five-part prompt; what was said is data in it
`clauses`           a stream of pieces cut into clauses; what models put around an answer taken off
`written`           what is asked for and what came of it: an input of the pipeline, stored and replayed
`writer`            the bounded queue of a server: time limits, clause by clause approval, fallback
`breaker`           rests after failures
`translating`       a customer's line in the agent's language, with the same figures or not at all
==================  ====================================================================================

The engine `playbook` needs none of this: approved replies are chosen inside the pipeline (`server.assist.suggesting`)
and stand ready whenever a model is slow, silent or wrong.
"""
