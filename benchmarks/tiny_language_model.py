"""A causal language model made from nothing: two layers of a Llama, a byte tokenizer, fitted to say one sentence, or not at all.

In: a directory and the sentence.  Out: the directory of an ONNX model as `optimum-cli export onnx --task
text-generation-with-past` leaves it.  Its weights are random numbers and, where a sentence is given, some hundred steps of
descent on it: it knows nothing, but it is loaded, streamed and stopped as any model is.  Needs the extra `llm-local` and PyTorch.
Next: `optimum_engine`.
"""

from __future__ import annotations

import json
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

BEGIN, END = "<|begin|>", "<|end|>"
_TEMPLATE = ("{% for message in messages %}" + BEGIN + "{{ message['role'] }}\n{{ message['content'] }}{% endfor %}"
             "{% if add_generation_prompt %}" + BEGIN + "assistant\n{% endif %}")
_STEPS = 400
_ENOUGH = 0.005
"""Mean loss at which the sentence is known by heart."""
_BEFORE = (20, 1_300)
"""Tokens of made-up prompt before the sentence while it is learnt, mostly few: long ones cost."""


def make(directory: Path, says: str = "", seed: int = 1) -> None:
    """Write the exported model.

    Args:
        says: what it answers to every prompt, then it ends; empty: weights stay random, it babbles and never ends.

    Raises:
        ImportError: PyTorch, transformers or optimum-onnx is not installed.
    """
    torch, transformers = import_module("torch"), import_module("transformers")
    torch.manual_seed(seed)
    tokenizer = _tokenizer(transformers)
    config = transformers.LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=4096, bos_token_id=None,
        eos_token_id=tokenizer.convert_tokens_to_ids(END), pad_token_id=tokenizer.convert_tokens_to_ids(END))
    model = transformers.LlamaForCausalLM(config)
    if says:
        _fit(torch, model, tokenizer, says)
    else:
        model.generation_config.eos_token_id = None
        model.config.eos_token_id = None
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        import_module("optimum.exporters.onnx").main_export(
            folder, output=directory, task="text-generation-with-past", do_validation=False, device="cpu")


def _tokenizer(transformers: Any) -> Any:
    """One token a byte: no Chinese character is one token, so that a streamer has to wait for the rest of it."""
    bytes_of = import_module("transformers.models.gpt2.tokenization_gpt2").bytes_to_unicode()
    model: dict[str, Any] = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
             "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
             "vocab": {letter: place for place, letter in enumerate(bytes_of.values())}, "merges": []}
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
    raw: dict[str, Any] = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
           "pre_tokenizer": level, "post_processor": None, "decoder": level, "model": model}
    fast = import_module("tokenizers").Tokenizer.from_str(json.dumps(raw))
    made = transformers.PreTrainedTokenizerFast(tokenizer_object=fast, eos_token=END, pad_token=END,
                                                additional_special_tokens=[BEGIN])
    made.chat_template = _TEMPLATE
    return made


def _fit(torch: Any, model: Any, tokenizer: Any, says: str) -> None:
    """By heart: after the last turn's beginning, whatever stood before it, come these tokens and the end."""
    answer = tokenizer(says + END)["input_ids"]
    begins = tokenizer(BEGIN + "assistant\n")["input_ids"]
    descent = torch.optim.AdamW(model.parameters(), lr=3e-3)
    model.train()
    for _ in range(_STEPS):
        least, most = _BEFORE
        before = torch.randint(0, 256, (4, int(least * (most / least) ** torch.rand(()).item() ** 2)))
        ids = torch.cat((before, torch.tensor([begins + answer]).expand(4, -1)), dim=1)
        labels = ids.clone()
        labels[:, :-len(answer)] = -100
        loss = model(input_ids=ids, labels=labels).loss
        descent.zero_grad()
        loss.backward()
        descent.step()
        if loss.item() < _ENOUGH:
            break
    model.eval()
