"""English call-centre sentences as templates; the notation of `templates_zh`."""

from __future__ import annotations

AGENT = """
[Hello|Good morning|Good afternoon|Hi], [thank you for calling|welcome to|you've reached] [Northway Bank|customer service|the loan department|the card center], [my name is {name}|this is agent {code}], how [can|may] I help you [today|]?
[May I have|Could I get|Can you tell me] your [full name|date of birth|account number|phone number], please?
[For security|To protect your account|Before we continue], I need to [verify your identity|ask you a few questions|confirm some details].
Could you [confirm|read me|tell me] the last four digits of your [card|account|social security number]?
[Thank you|Thanks], {title}, [you are verified|I have found your account|that matches our records].
Your [current|remaining|outstanding] balance is {amount}, [with a rate of|at] {rate} [over|for] {term}.
Your [monthly|next] payment [is|of] {amount} [is due on|, due] {date}.
Your application for a {product} [has been approved|is under review|was declined].
There is [a fee of {amount}|no fee|an early repayment fee of {rate}] if you [pay it off early|close the account|transfer the balance].
[Let me|I will|Please hold while I] check [that for you|your account|the payment history|with my supervisor].
[I am sorry|I apologize|I'm very sorry] [about that|for the inconvenience|to hear that], [let me fix it|I understand your frustration|let me see what I can do].
This call [is|may be] recorded for [quality|training] purposes.
Investments [can lose value|are not deposits|carry risk], and [returns are not guaranteed|past performance does not predict the future].
I have [blocked|frozen|cancelled] your card, and a new one will arrive in {term}.
[Please do not|Never] share your [password|security code|one time code] with anyone.
Is there anything else I can [help you with|do for you] today?
Thank you for [calling|your patience|your time], [have a great day|goodbye|take care].
I can offer you {amount} at {rate} for {term}, [would that work for you|what do you think]?
Your policy [covers|does not cover] [accidents|water damage|theft|dental care|lost luggage], up to {amount}.
I will [transfer|connect] you to [a specialist|the claims team|my manager|the fraud team].
Our records show a [charge|payment|transfer] of {amount} on {date} in {city}, was that you?
Your account is {term} past due, [please make a payment|can you pay {amount} today|would you like to set up a plan]?
The annual percentage rate is {rate}, and the total cost is {amount}.
You can [log in to|open] the app, [choose|tap] [my accounts|repayments|settings], and [follow the steps|confirm].
I cannot [promise|guarantee] that, [but I will do my best|the decision depends on the review].
We will [call you back|send you an email|reply] within {term}.
Do you [agree|consent] to [the terms|a credit check|receiving text messages]?
Sorry, I did not catch that, could you [repeat it|say that again], please?
Your [case|reference|complaint] number is {code}.
"""

CUSTOMER = """
[Hi|Hello|Yes, hello], I [want|would like|am calling] to [ask about|apply for|find out about] a {product}.
My name is {name}, and my [account number|phone number] is {digits}.
My [phone number|card number|account number] is {digits}.
The last four digits are {code}.
I [want|need] to borrow {amount} for {term}, what is the [rate|monthly payment]?
Why [is the interest so high|was I charged {amount}|was my application declined]?
I [lost|cannot find] my card, please [block|cancel] it [now|right away].
There is a [charge|payment] of {amount} from {date} that I [did not make|do not recognize].
This is [unacceptable|ridiculous|terrible], I want to [speak to a manager|file a complaint|close my account].
I have [called|waited] {count} times, [nobody helps me|and nothing happened].
Can I [pay it off early|change my due date to {date}|get a lower rate|have a refund]?
I [lost my job|had an accident|am traveling], can you [extend the deadline|waive the fee|help me]?
Someone called and asked for my [code|password], is that [a scam|really you]?
[Okay|All right|Sure|Fine], [thank you|thanks a lot|I understand|let me think about it].
[No|No, thank you], I am not interested, [please stop calling me|maybe later|goodbye].
Is my money safe, [can I lose anything|is the return guaranteed]?
I live in {city}, [is there a branch nearby|can you send it by mail]?
I make about {amount} a [month|year], [is that enough|do I qualify]?
Another bank offered me {rate}, [can you match that|why should I stay]?
I forgot my [password|pin], [how do I reset it|what should I do]?
I transferred {amount} on {date}, and it has not arrived.
Yes, [that is correct|that's right|this is he|speaking], [go ahead|no problem].
I would like to insure my [car|house|family|phone], how much does it cost?
How long does it take, [a week|{term}|longer than that]?
Nobody told me about this fee, it is not in the contract.
Can you speak [slower|louder], please, I cannot hear you?
It happened on {date} at about {time}.
Please [send me|email me] [a statement|the contract|the forms].
"""
