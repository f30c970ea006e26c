<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Actions</name>
    <message>
        <source>Use this reply</source>
        <translation>Use this reply</translation>
    </message>
    <message>
        <source>Copy the reply</source>
        <translation>Copy the reply</translation>
    </message>
    <message>
        <source>Next alternative</source>
        <translation>Next alternative</translation>
    </message>
    <message>
        <source>Previous alternative</source>
        <translation>Previous alternative</translation>
    </message>
    <message>
        <source>Dismiss the reply</source>
        <translation>Dismiss the reply</translation>
    </message>
    <message>
        <source>Pin the top card</source>
        <translation>Pin the top card</translation>
    </message>
    <message>
        <source>Close the top card</source>
        <translation>Close the top card</translation>
    </message>
    <message>
        <source>Fill in the card</source>
        <translation>Fill in the card</translation>
    </message>
    <message>
        <source>Ask the knowledge base</source>
        <translation>Ask the knowledge base</translation>
    </message>
    <message>
        <source>Close the answer</source>
        <translation>Close the answer</translation>
    </message>
    <message>
        <source>Acknowledge the alert</source>
        <translation>Acknowledge the alert</translation>
    </message>
    <message>
        <source>Dispute the alert</source>
        <translation>Dispute the alert</translation>
    </message>
    <message>
        <source>Raise or lower the hand</source>
        <translation>Raise or lower the hand</translation>
    </message>
    <message>
        <source>Pause or resume recording</source>
        <translation>Pause or resume recording</translation>
    </message>
    <message>
        <source>The customer refuses the recording, or agrees</source>
        <translation>The customer refuses the recording, or agrees</translation>
    </message>
    <message>
        <source>The customer refuses the mood analysis, or agrees</source>
        <translation>The customer refuses the mood analysis, or agrees</translation>
    </message>
    <message>
        <source>Mute or unmute the prompts</source>
        <translation>Mute or unmute the prompts</translation>
    </message>
    <message>
        <source>Show or hide the customer&apos;s record</source>
        <translation>Show or hide the customer&apos;s record</translation>
    </message>
    <message>
        <source>Jump to the newest words</source>
        <translation>Jump to the newest words</translation>
    </message>
    <message>
        <source>Start or end the call</source>
        <translation>Start or end the call</translation>
    </message>
    <message>
        <source>Keep the window on top</source>
        <translation>Keep the window on top</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>AskPane</name>
    <message>
        <source>Ask about products, fees, procedures…</source>
        <translation>Ask about products, fees, procedures…</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>AuthoringPane</name>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>Playbooks</source>
        <translation>Playbooks</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Playbook</translation>
    </message>
    <message>
        <source>Articles or replies</source>
        <translation>Articles or replies</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>Write a new one</source>
        <translation>Write a new one</translation>
    </message>
    <message>
        <source>new</source>
        <translation>new</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>changed</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
</context>
<context>
    <name>AuthoringWindow</name>
    <message>
        <source>Playbooks</source>
        <translation>Playbooks</translation>
    </message>
</context>
<context>
    <name>BannerPane</name>
    <message>
        <source>Understood</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>Dispute</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Compliance: nothing open</source>
        <translation>Compliance: nothing open</translation>
    </message>
    <message>
        <source>Nothing that is said is heard or checked until the server is back. Say what is required and tick it by hand in the checklist.</source>
        <translation>Nothing that is said is heard or checked until the server is back. Say what is required and tick it by hand in the checklist.</translation>
    </message>
    <message>
        <source>Not checked: the server is gone</source>
        <translation>Not checked: the server is gone</translation>
    </message>
    <message>
        <source>This rule was right in %1 of %2 alerts</source>
        <translation>This rule was right in %1 of %2 alerts</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Remember</source>
        <translation>Remember</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>You said %1</source>
        <translation>You said %1</translation>
    </message>
    <message>
        <source>Customer said %1</source>
        <translation>Customer said %1</translation>
    </message>
    <message>
        <source>Do not tell the customer</source>
        <translation>Do not tell the customer</translation>
    </message>
    <message>
        <source>Disputed, goes to the reviewer</source>
        <translation>Disputed, goes to the reviewer</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>to do</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>Close the card</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>being worked out again</source>
        <translation>being worked out again</translation>
    </message>
</context>
<context>
    <name>CardsPane</name>
    <message>
        <source>Cards</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>Products and knowledge for what is being talked about appear here.</source>
        <translation>Products and knowledge for what is being talked about appear here.</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>as of %1</translation>
    </message>
    <message>
        <source>Unpin the card</source>
        <translation>Unpin the card</translation>
    </message>
    <message>
        <source>Pin the card</source>
        <translation>Pin the card</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s)</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Categories</name>
    <message>
        <source>Guaranteed return</source>
        <translation>Guaranteed return</translation>
    </message>
    <message>
        <source>“No risk” claim</source>
        <translation>“No risk” claim</translation>
    </message>
    <message>
        <source>Guaranteed approval</source>
        <translation>Guaranteed approval</translation>
    </message>
    <message>
        <source>Superlative</source>
        <translation>Superlative</translation>
    </message>
    <message>
        <source>Sounds like a deposit</source>
        <translation>Sounds like a deposit</translation>
    </message>
    <message>
        <source>Rate told in part</source>
        <translation>Rate told in part</translation>
    </message>
    <message>
        <source>Wrong figure</source>
        <translation>Wrong figure</translation>
    </message>
    <message>
        <source>Urged to over-borrow</source>
        <translation>Urged to over-borrow</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>Pressure</translation>
    </message>
    <message>
        <source>Threat</source>
        <translation>Threat</translation>
    </message>
    <message>
        <source>Insult</source>
        <translation>Insult</translation>
    </message>
    <message>
        <source>Impersonation</source>
        <translation>Impersonation</translation>
    </message>
    <message>
        <source>Told a third party</source>
        <translation>Told a third party</translation>
    </message>
    <message>
        <source>Asked for a secret</source>
        <translation>Asked for a secret</translation>
    </message>
    <message>
        <source>Off the official channel</source>
        <translation>Off the official channel</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacy</translation>
    </message>
    <message>
        <source>Tipping off</source>
        <translation>Tipping off</translation>
    </message>
    <message>
        <source>Promise beyond authority</source>
        <translation>Promise beyond authority</translation>
    </message>
    <message>
        <source>Disclosure missing</source>
        <translation>Disclosure missing</translation>
    </message>
    <message>
        <source>Calling hours</source>
        <translation>Calling hours</translation>
    </message>
    <message>
        <source>Money-laundering cue</source>
        <translation>Money-laundering cue</translation>
    </message>
    <message>
        <source>Fraud cue</source>
        <translation>Fraud cue</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>Regulator mentioned</source>
        <translation>Regulator mentioned</translation>
    </message>
    <message>
        <source>Vulnerable customer</source>
        <translation>Vulnerable customer</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>Do not call</translation>
    </message>
    <message>
        <source>Card data spoken</source>
        <translation>Card data spoken</translation>
    </message>
    <message>
        <source>Wants another person</source>
        <translation>Wants another person</translation>
    </message>
    <message>
        <source>Danger to life</source>
        <translation>Danger to life</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Consent</translation>
    </message>
</context>
<context>
    <name>ChecklistPane</name>
    <message>
        <source>Checklist</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>What must be said in this call is listed here and ticks itself.</source>
        <translation>What must be said in this call is listed here and ticks itself.</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 of %2 done</translation>
    </message>
    <message>
        <source>The server does not hear this call: tick by hand what you have said.</source>
        <translation>The server does not hear this call: tick by hand what you have said.</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>missed</translation>
    </message>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>by %1</translation>
    </message>
    <message>
        <source>Say: %1</source>
        <translation>Say: %1</translation>
    </message>
    <message>
        <source>Tick by hand: %1</source>
        <translation>Tick by hand: %1</translation>
    </message>
</context>
<context>
    <name>CompanionWindow</name>
    <message>
        <source>Seatmate</source>
        <translation>Seatmate</translation>
    </message>
    <message>
        <source>Seatmate companion</source>
        <translation>Seatmate companion</translation>
    </message>
</context>
<context>
    <name>ConsentChip</name>
    <message>
        <source>Since %1: the customer refuses the recording.</source>
        <translation>Since %1: the customer refuses the recording.</translation>
    </message>
    <message>
        <source>The customer refuses the recording.</source>
        <translation>The customer refuses the recording.</translation>
    </message>
    <message>
        <source>Recording refused</source>
        <translation>Recording refused</translation>
    </message>
    <message>
        <source>No sound is kept. Press to change it.</source>
        <translation>No sound is kept. Press to change it.</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>Announced</translation>
    </message>
    <message>
        <source>The customer was told that the call is recorded</source>
        <translation>The customer was told that the call is recorded</translation>
    </message>
    <message>
        <source>Press if the customer refuses.</source>
        <translation>Press if the customer refuses.</translation>
    </message>
    <message>
        <source>Recording not announced</source>
        <translation>Recording not announced</translation>
    </message>
    <message>
        <source>The customer was not yet told that the call is recorded</source>
        <translation>The customer was not yet told that the call is recorded</translation>
    </message>
</context>
<context>
    <name>Cues</name>
    <message>
        <source>%1 louder</source>
        <translation>%1 louder</translation>
    </message>
    <message>
        <source>%1 quieter</source>
        <translation>%1 quieter</translation>
    </message>
    <message>
        <source>%1 the pace</source>
        <translation>%1 the pace</translation>
    </message>
    <message>
        <source>easing off</source>
        <translation>easing off</translation>
    </message>
    <message>
        <source>only %1 the pace</source>
        <translation>only %1 the pace</translation>
    </message>
    <message>
        <source>voice %1 higher</source>
        <translation>voice %1 higher</translation>
    </message>
    <message>
        <source>voice %1 lower</source>
        <translation>voice %1 lower</translation>
    </message>
    <message>
        <source>said “%1”</source>
        <translation>said “%1”</translation>
    </message>
    <message>
        <source>%1 semitones</source>
        <translation>%1 semitones</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 times</translation>
    </message>
</context>
<context>
    <name>CustomerPane</name>
    <message>
        <source>The record of the customer appears here when the call is matched to one.</source>
        <translation>The record of the customer appears here when the call is matched to one.</translation>
    </message>
    <message>
        <source>Phone number or customer id</source>
        <translation>Phone number or customer id</translation>
    </message>
    <message>
        <source>Find the customer by phone number or id</source>
        <translation>Find the customer by phone number or id</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Left out, because what the system says of it can not be right: %1</source>
        <translation>Left out, because what the system says of it can not be right: %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Customer record not available: %1</source>
        <translation>Customer record not available: %1</translation>
    </message>
    <message>
        <source>Not every system answered: %1</source>
        <translation>Not every system answered: %1</translation>
    </message>
    <message>
        <source>Customer record not available.</source>
        <translation>Customer record not available.</translation>
    </message>
    <message>
        <source>Several customers have the number %1. Ask who is calling, then choose.</source>
        <translation>Several customers have the number %1. Ask who is calling, then choose.</translation>
    </message>
    <message>
        <source>of this call</source>
        <translation>of this call</translation>
    </message>
    <message>
        <source>No customer has the number %1.</source>
        <translation>No customer has the number %1.</translation>
    </message>
    <message>
        <source>No such customer was found.</source>
        <translation>No such customer was found.</translation>
    </message>
    <message>
        <source>You promised: %1</source>
        <translation>You promised: %1</translation>
    </message>
    <message>
        <source>Customer will: %1</source>
        <translation>Customer will: %1</translation>
    </message>
    <message>
        <source>%1 (by %2)</source>
        <translation>%1 (by %2)</translation>
    </message>
    <message>
        <source>verified today</source>
        <translation>verified today</translation>
    </message>
    <message>
        <source>record of %1</source>
        <translation>record of %1</translation>
    </message>
    <message>
        <source>Earlier contacts</source>
        <translation>Earlier contacts</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>This one</translation>
    </message>
    <message>
        <source>Take %1 as the customer</source>
        <translation>Take %1 as the customer</translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message>
        <source>Identity</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>Holdings</source>
        <translation>Holdings</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Payments</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Offers</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Branch</translation>
    </message>
    <message>
        <source>App</source>
        <translation>App</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>loan</source>
        <translation>loan</translation>
    </message>
    <message>
        <source>rates and fees</source>
        <translation>rates and fees</translation>
    </message>
    <message>
        <source>repayment</source>
        <translation>repayment</translation>
    </message>
    <message>
        <source>early repayment</source>
        <translation>early repayment</translation>
    </message>
    <message>
        <source>limit increase</source>
        <translation>limit increase</translation>
    </message>
    <message>
        <source>state of an application</source>
        <translation>state of an application</translation>
    </message>
    <message>
        <source>reason of a rejection</source>
        <translation>reason of a rejection</translation>
    </message>
    <message>
        <source>lost card</source>
        <translation>lost card</translation>
    </message>
    <message>
        <source>disputed transaction</source>
        <translation>disputed transaction</translation>
    </message>
    <message>
        <source>bill</source>
        <translation>bill</translation>
    </message>
    <message>
        <source>account</source>
        <translation>account</translation>
    </message>
    <message>
        <source>investment</source>
        <translation>investment</translation>
    </message>
    <message>
        <source>insurance</source>
        <translation>insurance</translation>
    </message>
    <message>
        <source>remittance</source>
        <translation>remittance</translation>
    </message>
    <message>
        <source>password reset</source>
        <translation>password reset</translation>
    </message>
    <message>
        <source>cancelling a service</source>
        <translation>cancelling a service</translation>
    </message>
    <message>
        <source>complaint</source>
        <translation>complaint</translation>
    </message>
    <message>
        <source>not interested</source>
        <translation>not interested</translation>
    </message>
    <message>
        <source>call back later</source>
        <translation>call back later</translation>
    </message>
    <message>
        <source>identity question</source>
        <translation>identity question</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>broken off</translation>
    </message>
    <message>
        <source>still running</source>
        <translation>still running</translation>
    </message>
    <message>
        <source>fictional customer of the playbook</source>
        <translation>fictional customer of the playbook</translation>
    </message>
    <message>
        <source>call with Seatmate</source>
        <translation>call with Seatmate</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>Recording, left channel</source>
        <translation>Recording, left channel</translation>
    </message>
    <message>
        <source>Recording, right channel</source>
        <translation>Recording, right channel</translation>
    </message>
</context>
<context>
    <name>EntryFormPane</name>
    <message>
        <source>Entry</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Lines</translation>
    </message>
    <message>
        <source>Intents</source>
        <translation>Intents</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>Holds until</source>
        <translation>Holds until</translation>
    </message>
    <message>
        <source>small letters, digits and _</source>
        <translation>small letters, digits and _</translation>
    </message>
    <message>
        <source>what the customer wants, separated by commas</source>
        <translation>what the customer wants, separated by commas</translation>
    </message>
    <message>
        <source>ids, separated by commas</source>
        <translation>ids, separated by commas</translation>
    </message>
    <message>
        <source>words that customers say, separated by commas</source>
        <translation>words that customers say, separated by commas</translation>
    </message>
    <message>
        <source>empty: until it is replaced</source>
        <translation>empty: until it is replaced</translation>
    </message>
    <message>
        <source>where this is written</source>
        <translation>where this is written</translation>
    </message>
    <message>
        <source>One line each: label = value. At most six.</source>
        <translation>One line each: label = value. At most six.</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Knowledge</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>Calculation</translation>
    </message>
    <message>
        <source>Put into the draft</source>
        <translation>Put into the draft</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>New article</translation>
    </message>
    <message>
        <source>New reply</source>
        <translation>New reply</translation>
    </message>
    <message>
        <source>No entry open</source>
        <translation>No entry open</translation>
    </message>
    <message>
        <source>Choose an entry on the left, or write a new one.</source>
        <translation>Choose an entry on the left, or write a new one.</translation>
    </message>
    <message>
        <source>Begin a draft on the right to change it.</source>
        <translation>Begin a draft on the right to change it.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Not yet: %1</source>
        <translation>Not yet: %1</translation>
    </message>
    <message>
        <source>In the draft.</source>
        <translation>In the draft.</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>Nothing is wrong.</translation>
    </message>
    <message>
        <source>Nearly the same: %1</source>
        <translation>Nearly the same: %1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>MoodPane</name>
    <message>
        <source>Trend of the customer&apos;s mood</source>
        <translation>Trend of the customer&apos;s mood</translation>
    </message>
    <message>
        <source>Customer&apos;s mood</source>
        <translation>Customer&apos;s mood</translation>
    </message>
    <message>
        <source>Mood analysis is off</source>
        <translation>Mood analysis is off</translation>
    </message>
    <message>
        <source>Shown once the customer has spoken</source>
        <translation>Shown once the customer has spoken</translation>
    </message>
    <message>
        <source>Off until the customer has been told of it</source>
        <translation>Off until the customer has been told of it</translation>
    </message>
    <message>
        <source>Off: the customer declined on %1</source>
        <translation>Off: the customer declined on %1</translation>
    </message>
    <message>
        <source>Off: the customer declined</source>
        <translation>Off: the customer declined</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>Calm</translation>
    </message>
    <message>
        <source>Pleased</source>
        <translation>Pleased</translation>
    </message>
    <message>
        <source>Unhappy</source>
        <translation>Unhappy</translation>
    </message>
    <message>
        <source>Anxious</source>
        <translation>Anxious</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>Angry</translation>
    </message>
    <message>
        <source>Customer: %1</source>
        <translation>Customer: %1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>Compared with this customer&apos;s first minute</source>
        <translation>Compared with this customer&apos;s first minute</translation>
    </message>
</context>
<context>
    <name>NoticePane</name>
    <message>
        <source>Notices</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>Close the notice</translation>
    </message>
    <message>
        <source>Approved by %2: %1. You may go on.</source>
        <translation>Approved by %2: %1. You may go on.</translation>
    </message>
    <message>
        <source>Approved: %1. You may go on.</source>
        <translation>Approved: %1. You may go on.</translation>
    </message>
    <message>
        <source>Nobody answered in time: %1. Do not go on with it.</source>
        <translation>Nobody answered in time: %1. Do not go on with it.</translation>
    </message>
    <message>
        <source>Not approved by %2: %1. Do not go on with it.</source>
        <translation>Not approved by %2: %1. Do not go on with it.</translation>
    </message>
    <message>
        <source>Not approved: %1. Do not go on with it.</source>
        <translation>Not approved: %1. Do not go on with it.</translation>
    </message>
    <message>
        <source>Waiting for a second person: %1 (%2 left)</source>
        <translation>Waiting for a second person: %1 (%2 left)</translation>
    </message>
    <message>
        <source>Waiting for a second person: %1</source>
        <translation>Waiting for a second person: %1</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Something failed ({code}). The call goes on; tell your administrator.</source>
        <translation>Something failed ({code}). The call goes on; tell your administrator.</translation>
    </message>
    <message>
        <source>The recogniser has a problem. The call goes on; words may be missing.</source>
        <translation>The recogniser has a problem. The call goes on; words may be missing.</translation>
    </message>
    <message>
        <source>The recogniser failed on some words, which are missing. The call goes on; tell your administrator.</source>
        <translation>The recogniser failed on some words, which are missing. The call goes on; tell your administrator.</translation>
    </message>
    <message>
        <source>The server can not tell speech from silence, so nothing is transcribed. Ask the administrator to install onnxruntime.</source>
        <translation>The server can not tell speech from silence, so nothing is transcribed. Ask the administrator to install onnxruntime.</translation>
    </message>
    <message>
        <source>The server is very busy: one suggestion at a time, without alternatives. Go on as usual.</source>
        <translation>The server is very busy: one suggestion at a time, without alternatives. Go on as usual.</translation>
    </message>
    <message>
        <source>The server has no recogniser, so nothing is transcribed. Ask the administrator to load a model.</source>
        <translation>The server has no recogniser, so nothing is transcribed. Ask the administrator to load a model.</translation>
    </message>
    <message>
        <source>Nothing in the knowledge base answers this. Try other words.</source>
        <translation>Nothing in the knowledge base answers this. Try other words.</translation>
    </message>
    <message>
        <source>The sound can not be used. Check the devices in the settings.</source>
        <translation>The sound can not be used. Check the devices in the settings.</translation>
    </message>
    <message>
        <source>The sound is too loud and distorts. Turn the input level down.</source>
        <translation>The sound is too loud and distorts. Turn the input level down.</translation>
    </message>
    <message>
        <source>The file has one channel. Choose one with customer and agent on separate channels.</source>
        <translation>The file has one channel. Choose one with customer and agent on separate channels.</translation>
    </message>
    <message>
        <source>The sound has telephone quality, so more words are misheard. Choose a wideband device if there is one.</source>
        <translation>The sound has telephone quality, so more words are misheard. Choose a wideband device if there is one.</translation>
    </message>
    <message>
        <source>The sound lost its place in the call. End the call and start a new one.</source>
        <translation>The sound lost its place in the call. End the call and start a new one.</translation>
    </message>
    <message>
        <source>The server can not use this client&apos;s sound. Update this client.</source>
        <translation>The server can not use this client&apos;s sound. Update this client.</translation>
    </message>
    <message>
        <source>The sound has the wrong sampling rate. Choose another device.</source>
        <translation>The sound has the wrong sampling rate. Choose another device.</translation>
    </message>
    <message>
        <source>No sound arrives. Check that the right device is chosen and not muted.</source>
        <translation>No sound arrives. Check that the right device is chosen and not muted.</translation>
    </message>
    <message>
        <source>The file is not audio, or is damaged. Choose another file.</source>
        <translation>The file is not audio, or is damaged. Choose another file.</translation>
    </message>
    <message>
        <source>The server refused the sign-in. Ask the administrator.</source>
        <translation>The server refused the sign-in. Ask the administrator.</translation>
    </message>
    <message>
        <source>This key can only enrol a workstation. Run seatmate enroll with your code first.</source>
        <translation>This key can only enrol a workstation. Run seatmate enroll with your code first.</translation>
    </message>
    <message>
        <source>The enrolment code is used up or too old. Ask the administrator for a new one.</source>
        <translation>The enrolment code is used up or too old. Ask the administrator for a new one.</translation>
    </message>
    <message>
        <source>The server does not know this workstation. Enrol it again with a code from the administrator.</source>
        <translation>The server does not know this workstation. Enrol it again with a code from the administrator.</translation>
    </message>
    <message>
        <source>The server refused this workstation. Ask the administrator.</source>
        <translation>The server refused this workstation. Ask the administrator.</translation>
    </message>
    <message>
        <source>This workstation was blocked. Ask the administrator.</source>
        <translation>This workstation was blocked. Ask the administrator.</translation>
    </message>
    <message>
        <source>The server&apos;s key is not the one enrolled. Do not go on; ask the administrator.</source>
        <translation>The server&apos;s key is not the one enrolled. Do not go on; ask the administrator.</translation>
    </message>
    <message>
        <source>You are signed out. Sign in to go on.</source>
        <translation>You are signed out. Sign in to go on.</translation>
    </message>
    <message>
        <source>Too many wrong sign-ins. Wait a few minutes, then try again.</source>
        <translation>Too many wrong sign-ins. Wait a few minutes, then try again.</translation>
    </message>
    <message>
        <source>Name or password is wrong. Sign in again.</source>
        <translation>Name or password is wrong. Sign in again.</translation>
    </message>
    <message>
        <source>The server refused this call. End it and start again.</source>
        <translation>The server refused this call. End it and start again.</translation>
    </message>
    <message>
        <source>The server is busy with this call. Try again in a moment.</source>
        <translation>The server is busy with this call. Try again in a moment.</translation>
    </message>
    <message>
        <source>The server does not accept this client&apos;s call. Update this client.</source>
        <translation>The server does not accept this client&apos;s call. Update this client.</translation>
    </message>
    <message>
        <source>The server does not have this call open any more. End it and start a new one.</source>
        <translation>The server does not have this call open any more. End it and start a new one.</translation>
    </message>
    <message>
        <source>This call belongs to another workstation. End it and start a new one.</source>
        <translation>This call belongs to another workstation. End it and start a new one.</translation>
    </message>
    <message>
        <source>What was handed over is no phone number. Enter it by hand.</source>
        <translation>What was handed over is no phone number. Enter it by hand.</translation>
    </message>
    <message>
        <source>There are too many calls at once. End another one, then try again.</source>
        <translation>There are too many calls at once. End another one, then try again.</translation>
    </message>
    <message>
        <source>The playbook was not changed. Look at the reason below and try again.</source>
        <translation>The playbook was not changed. Look at the reason below and try again.</translation>
    </message>
    <message>
        <source>The server can not write playbooks now. Ask the administrator to free some space.</source>
        <translation>The server can not write playbooks now. Ask the administrator to free some space.</translation>
    </message>
    <message>
        <source>This name is taken. Choose another one.</source>
        <translation>This name is taken. Choose another one.</translation>
    </message>
    <message>
        <source>This is not there any more. Look at the list again.</source>
        <translation>This is not there any more. Look at the list again.</translation>
    </message>
    <message>
        <source>Your role does not allow this. Ask compliance or an administrator.</source>
        <translation>Your role does not allow this. Ask compliance or an administrator.</translation>
    </message>
    <message>
        <source>You proposed this version yourself. Ask a second person to publish it.</source>
        <translation>You proposed this version yourself. Ask a second person to publish it.</translation>
    </message>
    <message>
        <source>The server is overloaded and takes no new calls. Try again in a minute.</source>
        <translation>The server is overloaded and takes no new calls. Try again in a minute.</translation>
    </message>
    <message>
        <source>Sound can not be captured. Choose another device in the settings.</source>
        <translation>Sound can not be captured. Choose another device in the settings.</translation>
    </message>
    <message>
        <source>Capturing stopped. End the call and start a new one; if it happens again, tell your administrator.</source>
        <translation>Capturing stopped. End the call and start a new one; if it happens again, tell your administrator.</translation>
    </message>
    <message>
        <source>Something failed in this client. Start it again; if it happens again, tell your administrator.</source>
        <translation>Something failed in this client. Start it again; if it happens again, tell your administrator.</translation>
    </message>
    <message>
        <source>The customer could not be looked up. Ask the customer, and tell your administrator.</source>
        <translation>The customer could not be looked up. Ask the customer, and tell your administrator.</translation>
    </message>
    <message>
        <source>The CRM gave no usable answer. Ask the customer, or look in the CRM itself.</source>
        <translation>The CRM gave no usable answer. Ask the customer, or look in the CRM itself.</translation>
    </message>
    <message>
        <source>The CRM&apos;s certificate is not trusted. Look in the CRM itself, and tell your administrator.</source>
        <translation>The CRM&apos;s certificate is not trusted. Look in the CRM itself, and tell your administrator.</translation>
    </message>
    <message>
        <source>The CRM has failed several times and is left alone for a while. Try again in a minute.</source>
        <translation>The CRM has failed several times and is left alone for a while. Try again in a minute.</translation>
    </message>
    <message>
        <source>The CRM sends the question on to another address. Look in the CRM itself, and tell your administrator.</source>
        <translation>The CRM sends the question on to another address. Look in the CRM itself, and tell your administrator.</translation>
    </message>
    <message>
        <source>The CRM refuses this server. Look in the CRM itself, and tell your administrator.</source>
        <translation>The CRM refuses this server. Look in the CRM itself, and tell your administrator.</translation>
    </message>
    <message>
        <source>The CRM did not answer in time. Try again, or look in the CRM itself.</source>
        <translation>The CRM did not answer in time. Try again, or look in the CRM itself.</translation>
    </message>
    <message>
        <source>The CRM can not be reached. Try again, or look in the CRM itself.</source>
        <translation>The CRM can not be reached. Try again, or look in the CRM itself.</translation>
    </message>
    <message>
        <source>The demonstration stopped. Start it again; its report says why.</source>
        <translation>The demonstration stopped. Start it again; its report says why.</translation>
    </message>
    <message>
        <source>The demonstration&apos;s report can not be written. Choose another file.</source>
        <translation>The demonstration&apos;s report can not be written. Choose another file.</translation>
    </message>
    <message>
        <source>The demonstration&apos;s server does not run. Start it again; its log says why.</source>
        <translation>The demonstration&apos;s server does not run. Start it again; its log says why.</translation>
    </message>
    <message>
        <source>The demonstration is silent. Choose another file.</source>
        <translation>The demonstration is silent. Choose another file.</translation>
    </message>
    <message>
        <source>The demonstration could not be spoken. Install the synthetic voices, or play a file with --audio.</source>
        <translation>The demonstration could not be spoken. Install the synthetic voices, or play a file with --audio.</translation>
    </message>
    <message>
        <source>The system does not hand out the sound device. Close other programs that use it.</source>
        <translation>The system does not hand out the sound device. Close other programs that use it.</translation>
    </message>
    <message>
        <source>The system does not hand out the sound device. Close other programs that use it, or allow it in the privacy settings.</source>
        <translation>The system does not hand out the sound device. Close other programs that use it, or allow it in the privacy settings.</translation>
    </message>
    <message>
        <source>Rules are judged by their phrases alone: the model for other words is missing. Warnings go on; ask the administrator to verify the models.</source>
        <translation>Rules are judged by their phrases alone: the model for other words is missing. Warnings go on; ask the administrator to verify the models.</translation>
    </message>
    <message>
        <source>The workstation is not enrolled. Ask the administrator for a new code.</source>
        <translation>The workstation is not enrolled. Ask the administrator for a new code.</translation>
    </message>
    <message>
        <source>The enrolment code is wrong or incomplete. Copy it whole and enter it again.</source>
        <translation>The enrolment code is wrong or incomplete. Copy it whole and enter it again.</translation>
    </message>
    <message>
        <source>This workstation is not enrolled. Ask the administrator for a code, then run seatmate enroll with it.</source>
        <translation>This workstation is not enrolled. Ask the administrator for a code, then run seatmate enroll with it.</translation>
    </message>
    <message>
        <source>The server does not accept the enrolment code. Ask the administrator for a new one.</source>
        <translation>The server does not accept the enrolment code. Ask the administrator for a new one.</translation>
    </message>
    <message>
        <source>The server does not answer. Check the network, then enter the same code again.</source>
        <translation>The server does not answer. Check the network, then enter the same code again.</translation>
    </message>
    <message>
        <source>This answer for a risky operation does not count. Ask a supervisor of the agent&apos;s team.</source>
        <translation>This answer for a risky operation does not count. Ask a supervisor of the agent&apos;s team.</translation>
    </message>
    <message>
        <source>Only a supervisor answers for a risky operation. Ask one.</source>
        <translation>Only a supervisor answers for a risky operation. Ask one.</translation>
    </message>
    <message>
        <source>Nobody approves an operation of their own call. Ask another supervisor.</source>
        <translation>Nobody approves an operation of their own call. Ask another supervisor.</translation>
    </message>
    <message>
        <source>This operation belongs to another team. Its own supervisor has to answer.</source>
        <translation>This operation belongs to another team. Its own supervisor has to answer.</translation>
    </message>
    <message>
        <source>This operation no longer waits for an answer. Look at the list again.</source>
        <translation>This operation no longer waits for an answer. Look at the list again.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring can not be used. Unlock or install it, then start again.</source>
        <translation>The system&apos;s keyring can not be used. Unlock or install it, then start again.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is locked or refused. Unlock it, then start again.</source>
        <translation>The system&apos;s keyring is locked or refused. Unlock it, then start again.</translation>
    </message>
    <message>
        <source>The system has no keyring that encrypts. Install and unlock one, then start again.</source>
        <translation>The system has no keyring that encrypts. Install and unlock one, then start again.</translation>
    </message>
    <message>
        <source>What agents take or customers ask has changed by more than 5 points within a week. See: seatmate-server eval drift.</source>
        <translation>What agents take or customers ask has changed by more than 5 points within a week. See: seatmate-server eval drift.</translation>
    </message>
    <message>
        <source>The experiment of the settings does not run; all calls stay as they are. The server&apos;s log says why.</source>
        <translation>The experiment of the settings does not run; all calls stay as they are. The server&apos;s log says why.</translation>
    </message>
    <message>
        <source>The customer line is too loud and distorts. Turn its level down.</source>
        <translation>The customer line is too loud and distorts. Turn its level down.</translation>
    </message>
    <message>
        <source>The customer line was unplugged. Plug it in again; the agent&apos;s side goes on.</source>
        <translation>The customer line was unplugged. Plug it in again; the agent&apos;s side goes on.</translation>
    </message>
    <message>
        <source>There is no device for the customer line. Choose one in the settings.</source>
        <translation>There is no device for the customer line. Choose one in the settings.</translation>
    </message>
    <message>
        <source>Nothing is heard from the customer line. Check that the right device is chosen in the settings.</source>
        <translation>Nothing is heard from the customer line. Check that the right device is chosen in the settings.</translation>
    </message>
    <message>
        <source>The connection has a problem. Sound is kept and sent later.</source>
        <translation>The connection has a problem. Sound is kept and sent later.</translation>
    </message>
    <message>
        <source>The connection failed inside this client. Restart it and send its log to the administrator.</source>
        <translation>The connection failed inside this client. Restart it and send its log to the administrator.</translation>
    </message>
    <message>
        <source>The language model has a problem. Approved replies are shown instead; go on as usual.</source>
        <translation>The language model has a problem. Approved replies are shown instead; go on as usual.</translation>
    </message>
    <message>
        <source>The language model does not answer. Approved replies are shown instead; go on as usual.</source>
        <translation>The language model does not answer. Approved replies are shown instead; go on as usual.</translation>
    </message>
    <message>
        <source>The language model failed. Approved replies are shown instead; go on as usual.</source>
        <translation>The language model failed. Approved replies are shown instead; go on as usual.</translation>
    </message>
    <message>
        <source>The language model answers nonsense. Approved replies are shown instead; tell your administrator, please.</source>
        <translation>The language model answers nonsense. Approved replies are shown instead; tell your administrator, please.</translation>
    </message>
    <message>
        <source>The language model refuses this server. Approved replies are shown instead; tell your administrator, please.</source>
        <translation>The language model refuses this server. Approved replies are shown instead; tell your administrator, please.</translation>
    </message>
    <message>
        <source>The language model is not set up correctly. Approved replies are shown instead; tell your administrator, please.</source>
        <translation>The language model is not set up correctly. Approved replies are shown instead; tell your administrator, please.</translation>
    </message>
    <message>
        <source>The language model is too slow. Approved replies are shown instead; go on as usual.</source>
        <translation>The language model is too slow. Approved replies are shown instead; go on as usual.</translation>
    </message>
    <message>
        <source>The microphone is too loud and distorts. Turn its level down.</source>
        <translation>The microphone is too loud and distorts. Turn its level down.</translation>
    </message>
    <message>
        <source>The microphone was unplugged. Plug it in again; the customer&apos;s side goes on.</source>
        <translation>The microphone was unplugged. Plug it in again; the customer&apos;s side goes on.</translation>
    </message>
    <message>
        <source>There is no microphone. Plug one in or choose one in the settings.</source>
        <translation>There is no microphone. Plug one in or choose one in the settings.</translation>
    </message>
    <message>
        <source>Nothing is heard from the microphone. Check that it is not muted, and chosen in the settings.</source>
        <translation>Nothing is heard from the microphone. Check that it is not muted, and chosen in the settings.</translation>
    </message>
    <message>
        <source>A model can not be used. Ask the administrator to verify the models.</source>
        <translation>A model can not be used. Ask the administrator to verify the models.</translation>
    </message>
    <message>
        <source>This computer takes the words too slowly. Close other programs; what is missing follows by itself.</source>
        <translation>This computer takes the words too slowly. Close other programs; what is missing follows by itself.</translation>
    </message>
    <message>
        <source>The server is busy: live words for the customer only, yours follow when complete.</source>
        <translation>The server is busy: live words for the customer only, yours follow when complete.</translation>
    </message>
    <message>
        <source>The server is very busy: a few more words than usual may be misheard. Go on as usual.</source>
        <translation>The server is very busy: a few more words than usual may be misheard. Go on as usual.</translation>
    </message>
    <message>
        <source>Somebody speaks another language; these words are written in it. Go on as usual.</source>
        <translation>Somebody speaks another language; these words are written in it. Go on as usual.</translation>
    </message>
    <message>
        <source>English is spoken and written as such. Rules and suggestions stay in the call&apos;s language. Go on as usual.</source>
        <translation>English is spoken and written as such. Rules and suggestions stay in the call&apos;s language. Go on as usual.</translation>
    </message>
    <message>
        <source>Chinese is spoken and written as such. Rules and suggestions stay in the call&apos;s language. Go on as usual.</source>
        <translation>Chinese is spoken and written as such. Rules and suggestions stay in the call&apos;s language. Go on as usual.</translation>
    </message>
    <message>
        <source>The server is very busy: words appear when a sentence is complete. Go on as usual.</source>
        <translation>The server is very busy: words appear when a sentence is complete. Go on as usual.</translation>
    </message>
    <message>
        <source>The server is busy: live words come later than usual. Go on as usual.</source>
        <translation>The server is busy: live words come later than usual. Go on as usual.</translation>
    </message>
    <message>
        <source>The playbook can not be read. Ask the administrator to check it.</source>
        <translation>The playbook can not be read. Ask the administrator to check it.</translation>
    </message>
    <message>
        <source>The playbook has a mistake. Ask the administrator to check it.</source>
        <translation>The playbook has a mistake. Ask the administrator to check it.</translation>
    </message>
    <message>
        <source>This playbook was never published. Have a second person publish it.</source>
        <translation>This playbook was never published. Have a second person publish it.</translation>
    </message>
    <message>
        <source>A published playbook is not what was signed and is not used. Roll back to another version, and tell your administrator.</source>
        <translation>A published playbook is not what was signed and is not used. Roll back to another version, and tell your administrator.</translation>
    </message>
    <message>
        <source>The server has no such playbook. Ask the administrator to install it.</source>
        <translation>The server has no such playbook. Ask the administrator to install it.</translation>
    </message>
    <message>
        <source>Client and server misunderstand each other. Update this client.</source>
        <translation>Client and server misunderstand each other. Update this client.</translation>
    </message>
    <message>
        <source>The server does not take this from a client. Update this client.</source>
        <translation>The server does not take this from a client. Update this client.</translation>
    </message>
    <message>
        <source>The server has forgotten this connection. It connects again by itself.</source>
        <translation>The server has forgotten this connection. It connects again by itself.</translation>
    </message>
    <message>
        <source>Client and server versions do not fit. Update this client.</source>
        <translation>Client and server versions do not fit. Update this client.</translation>
    </message>
    <message>
        <source>The server has a problem. Sound is kept and sent later.</source>
        <translation>The server has a problem. Sound is kept and sent later.</translation>
    </message>
    <message>
        <source>The server&apos;s address is wrong. Check it in the settings.</source>
        <translation>The server&apos;s address is wrong. Check it in the settings.</translation>
    </message>
    <message>
        <source>The server is shutting down. Sound is kept until it is back.</source>
        <translation>The server is shutting down. Sound is kept until it is back.</translation>
    </message>
    <message>
        <source>The server failed on this. Try again; if it happens again, tell your administrator.</source>
        <translation>The server failed on this. Try again; if it happens again, tell your administrator.</translation>
    </message>
    <message>
        <source>The server&apos;s key is missing or wrong. Enrol this workstation again.</source>
        <translation>The server&apos;s key is missing or wrong. Enrol this workstation again.</translation>
    </message>
    <message>
        <source>A key in the settings is damaged. Enrol this workstation again.</source>
        <translation>A key in the settings is damaged. Enrol this workstation again.</translation>
    </message>
    <message>
        <source>The connection is lost. Reconnecting; the last two minutes of sound are kept.</source>
        <translation>The connection is lost. Reconnecting; the last two minutes of sound are kept.</translation>
    </message>
    <message>
        <source>The server is still starting. It connects by itself.</source>
        <translation>The server is still starting. It connects by itself.</translation>
    </message>
    <message>
        <source>The server does not answer. Reconnecting; the last two minutes of sound are kept.</source>
        <translation>The server does not answer. Reconnecting; the last two minutes of sound are kept.</translation>
    </message>
    <message>
        <source>The server can not be reached. Check the network; it connects by itself.</source>
        <translation>The server can not be reached. Check the network; it connects by itself.</translation>
    </message>
    <message>
        <source>The settings can not be read. The defaults are used; save them again.</source>
        <translation>The settings can not be read. The defaults are used; save them again.</translation>
    </message>
    <message>
        <source>The server&apos;s settings have a mistake. Ask the administrator to correct them.</source>
        <translation>The server&apos;s settings have a mistake. Ask the administrator to correct them.</translation>
    </message>
    <message>
        <source>The settings can not be read or kept. Choose them again; if it happens again, tell your administrator.</source>
        <translation>The settings can not be read or kept. Choose them again; if it happens again, tell your administrator.</translation>
    </message>
    <message>
        <source>The sound library is missing. Install PortAudio, then start again.</source>
        <translation>The sound library is missing. Install PortAudio, then start again.</translation>
    </message>
    <message>
        <source>Some words could not be recognised. The call goes on.</source>
        <translation>Some words could not be recognised. The call goes on.</translation>
    </message>
    <message>
        <source>The recogniser is shutting down. Words follow when the server is back.</source>
        <translation>The recogniser is shutting down. Words follow when the server is back.</translation>
    </message>
    <message>
        <source>The server could not go on keeping the sound of this call. The call goes on; tell your administrator.</source>
        <translation>The server could not go on keeping the sound of this call. The call goes on; tell your administrator.</translation>
    </message>
    <message>
        <source>The server can not store this call. Tell your administrator.</source>
        <translation>The server can not store this call. Tell your administrator.</translation>
    </message>
    <message>
        <source>The server&apos;s storage is busy. It tries again by itself.</source>
        <translation>The server&apos;s storage is busy. It tries again by itself.</translation>
    </message>
    <message>
        <source>The server&apos;s storage is damaged. The call goes on; tell your administrator now.</source>
        <translation>The server&apos;s storage is damaged. The call goes on; tell your administrator now.</translation>
    </message>
    <message>
        <source>The server can not store this call at the moment. The call goes on; tell your administrator.</source>
        <translation>The server can not store this call at the moment. The call goes on; tell your administrator.</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full, so this call is not stored. Tell your administrator now.</source>
        <translation>The server&apos;s disk is full, so this call is not stored. Tell your administrator now.</translation>
    </message>
    <message>
        <source>The server can not open its storage. Tell your administrator.</source>
        <translation>The server can not open its storage. Tell your administrator.</translation>
    </message>
    <message>
        <source>The server knows this call already. End it and start a new one.</source>
        <translation>The server knows this call already. End it and start a new one.</translation>
    </message>
    <message>
        <source>The server does not find what was asked for. Start the call again.</source>
        <translation>The server does not find what was asked for. Start the call again.</translation>
    </message>
    <message>
        <source>The synthetic voice can not speak. Check that the synthesiser is installed.</source>
        <translation>The synthetic voice can not speak. Check that the synthesiser is installed.</translation>
    </message>
    <message>
        <source>The server and this client misunderstand each other. Update this client.</source>
        <translation>The server and this client misunderstand each other. Update this client.</translation>
    </message>
    <message>
        <source>The server did not understand a message of this client. Update this client.</source>
        <translation>The server did not understand a message of this client. Update this client.</translation>
    </message>
    <message>
        <source>The server and this client have different versions. Update this client.</source>
        <translation>The server and this client have different versions. Update this client.</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>large or overseas transfer</source>
        <translation>large or overseas transfer</translation>
    </message>
    <message>
        <source>transfer after a sign of fraud</source>
        <translation>transfer after a sign of fraud</translation>
    </message>
    <message>
        <source>change of a limit</source>
        <translation>change of a limit</translation>
    </message>
    <message>
        <source>change of contact data</source>
        <translation>change of contact data</translation>
    </message>
    <message>
        <source>release of a hold</source>
        <translation>release of a hold</translation>
    </message>
    <message>
        <source>conclusion of a loan</source>
        <translation>conclusion of a loan</translation>
    </message>
    <message>
        <source>large transfer</source>
        <translation>large transfer</translation>
    </message>
    <message>
        <source>limit increase</source>
        <translation>limit increase</translation>
    </message>
    <message>
        <source>fee waiver</source>
        <translation>fee waiver</translation>
    </message>
    <message>
        <source>change of the registered phone</source>
        <translation>change of the registered phone</translation>
    </message>
    <message>
        <source>password reset</source>
        <translation>password reset</translation>
    </message>
    <message>
        <source>closing the account</source>
        <translation>closing the account</translation>
    </message>
</context>
<context>
    <name>Origins</name>
    <message>
        <source>customer record</source>
        <translation>customer record</translation>
    </message>
    <message>
        <source>product table</source>
        <translation>product table</translation>
    </message>
    <message>
        <source>calculator</source>
        <translation>calculator</translation>
    </message>
    <message>
        <source>said by the customer</source>
        <translation>said by the customer</translation>
    </message>
    <message>
        <source>playbook</source>
        <translation>playbook</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Call status</source>
        <translation>Call status</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>Suggested reply</source>
        <translation>Suggested reply</translation>
    </message>
    <message>
        <source>Customer&apos;s mood</source>
        <translation>Customer&apos;s mood</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transcript</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
</context>
<context>
    <name>PublishPane</name>
    <message>
        <source>Draft and versions</source>
        <translation>Draft and versions</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Two people</source>
        <translation>Two people</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Begin a draft</source>
        <translation>Begin a draft</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Throw away</translation>
    </message>
    <message>
        <source>Try on past calls</source>
        <translation>Try on past calls</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>Propose</translation>
    </message>
    <message>
        <source>Name of the version, such as 2026.12</source>
        <translation>Name of the version, such as 2026.12</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>What it changes</translation>
    </message>
    <message>
        <source>published by two people</source>
        <translation>published by two people</translation>
    </message>
    <message>
        <source>sample that ships, signed by nobody</source>
        <translation>sample that ships, signed by nobody</translation>
    </message>
    <message>
        <source>never published</source>
        <translation>never published</translation>
    </message>
    <message>
        <source>In force: %1, %2.</source>
        <translation>In force: %1, %2.</translation>
    </message>
    <message>
        <source>new</source>
        <translation>new</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>changed</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>taken out</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>The draft changes nothing yet.</source>
        <translation>The draft changes nothing yet.</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>Past calls: %1, lines of customers: %2. Answered before: %3, with the draft: %4. Changed: %5.</source>
        <translation>Past calls: %1, lines of customers: %2. Answered before: %3, with the draft: %4. Changed: %5.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>%1, proposed by %2</source>
        <translation>%1, proposed by %2</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>Waits for a second person.</source>
        <translation>Waits for a second person.</translation>
    </message>
    <message>
        <source>%1, by %2 and %3</source>
        <translation>%1, by %2 and %3</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in force</translation>
    </message>
    <message>
        <source>Roll back to this</source>
        <translation>Roll back to this</translation>
    </message>
</context>
<context>
    <name>ReadyPane</name>
    <message>
        <source>Devices and settings</source>
        <translation>Devices and settings</translation>
    </message>
    <message>
        <source>Playbooks</source>
        <translation>Playbooks</translation>
    </message>
    <message>
        <source>During the call, from top to bottom</source>
        <translation>During the call, from top to bottom</translation>
    </message>
    <message>
        <source>One compliance alert, with what to say instead</source>
        <translation>One compliance alert, with what to say instead</translation>
    </message>
    <message>
        <source>One suggested reply, with verified figures</source>
        <translation>One suggested reply, with verified figures</translation>
    </message>
    <message>
        <source>How the customer feels, and what helps</source>
        <translation>How the customer feels, and what helps</translation>
    </message>
    <message>
        <source>What must still be said, and by when</source>
        <translation>What must still be said, and by when</translation>
    </message>
    <message>
        <source>Product and knowledge cards</source>
        <translation>Product and knowledge cards</translation>
    </message>
    <message>
        <source>The words of both sides, as they are spoken</source>
        <translation>The words of both sides, as they are spoken</translation>
    </message>
    <message>
        <source>The call has ended</source>
        <translation>The call has ended</translation>
    </message>
    <message numerus="yes">
        <source>Length %1, %n line(s) transcribed.</source>
        <translation>
            <numerusform>Length %1, %n line transcribed.</numerusform>
            <numerusform>Length %1, %n lines transcribed.</numerusform>
        </translation>
    </message>
    <message>
        <source>Start the next call</source>
        <translation>Start the next call</translation>
    </message>
    <message>
        <source>Ready for the next call</source>
        <translation>Ready for the next call</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Getting ready</translation>
    </message>
    <message>
        <source>Start when the line rings. The window never takes the keyboard by itself.</source>
        <translation>Start when the line rings. The window never takes the keyboard by itself.</translation>
    </message>
    <message>
        <source>Start the call</source>
        <translation>Start the call</translation>
    </message>
    <message>
        <source>Not said in this call: %1</source>
        <translation>Not said in this call: %1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>connected</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>connecting…</translation>
    </message>
    <message>
        <source>not reachable, trying again</source>
        <translation>not reachable, trying again</translation>
    </message>
    <message>
        <source>refuses this workstation</source>
        <translation>refuses this workstation</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>waits for you to sign in</source>
        <translation>waits for you to sign in</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Customer line</source>
        <translation>Customer line</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>none chosen</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>Recogniser</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>waiting for the server</source>
        <translation>waiting for the server</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Playbook</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>Caller</translation>
    </message>
    <message>
        <source>%1, taken by the next call</source>
        <translation>%1, taken by the next call</translation>
    </message>
    <message>
        <source>The bundled model shows how Seatmate works, but understands synthetic voices only. For real calls, ask the administrator to load a larger model.</source>
        <translation>The bundled model shows how Seatmate works, but understands synthetic voices only. For real calls, ask the administrator to load a larger model.</translation>
    </message>
</context>
<context>
    <name>ReplyPane</name>
    <message>
        <source>Suggested reply</source>
        <translation>Suggested reply</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>Another</translation>
    </message>
    <message>
        <source>Show the prompts again</source>
        <translation>Show the prompts again</translation>
    </message>
    <message>
        <source>Prompts are muted. Compliance and the checklist go on.</source>
        <translation>Prompts are muted. Compliance and the checklist go on.</translation>
    </message>
    <message>
        <source>Taken back: you have said it.</source>
        <translation>Taken back: you have said it.</translation>
    </message>
    <message>
        <source>Taken back: the talk has moved on.</source>
        <translation>Taken back: the talk has moved on.</translation>
    </message>
    <message>
        <source>Taken back: something else fits better.</source>
        <translation>Taken back: something else fits better.</translation>
    </message>
    <message>
        <source>Taken back: its moment has passed.</source>
        <translation>Taken back: its moment has passed.</translation>
    </message>
    <message>
        <source>When the customer asks something, the words to answer stand here.</source>
        <translation>When the customer asks something, the words to answer stand here.</translation>
    </message>
    <message>
        <source>Being written; what stands here is checked</source>
        <translation>Being written; what stands here is checked</translation>
    </message>
    <message>
        <source>Worded by the language model, checked</source>
        <translation>Worded by the language model, checked</translation>
    </message>
    <message>
        <source>Every figure and name comes from the record, the product table, a calculation or the customer (%1)</source>
        <translation>Every figure and name comes from the record, the product table, a calculation or the customer (%1)</translation>
    </message>
    <message>
        <source>Approved reply</source>
        <translation>Approved reply</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Verified: %1</source>
        <translation>Verified: %1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Used</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Best one found</source>
        <translation>Best one found</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sound</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Customer line</source>
        <translation>Customer line</translation>
    </message>
    <message>
        <source>Language of calls</source>
        <translation>Language of calls</translation>
    </message>
    <message>
        <source>%1 (not plugged in)</source>
        <translation>%1 (not plugged in)</translation>
    </message>
    <message>
        <source>Keep the window above others</source>
        <translation>Keep the window above others</translation>
    </message>
    <message>
        <source>Another device is used from the next call on.</source>
        <translation>Another device is used from the next call on.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>not enrolled</source>
        <translation>not enrolled</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Workstation</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Signed in as</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>SignInPane</name>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>The server asks who works here. The password is sent encrypted and never stored.</source>
        <translation>The server asks who works here. The password is sent encrypted and never stored.</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>Sign-in name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock is on.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Signing in…</translation>
    </message>
</context>
<context>
    <name>StripPane</name>
    <message>
        <source>Call status</source>
        <translation>Call status</translation>
    </message>
    <message>
        <source>Call time</source>
        <translation>Call time</translation>
    </message>
    <message>
        <source>Level of your microphone</source>
        <translation>Level of your microphone</translation>
    </message>
    <message>
        <source>Level of the customer line</source>
        <translation>Level of the customer line</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>End the call</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>From the end of speech to the words on this screen</source>
        <translation>From the end of speech to the words on this screen</translation>
    </message>
    <message>
        <source>Seatmate</source>
        <translation>Seatmate</translation>
    </message>
    <message>
        <source>Starting the call…</source>
        <translation>Starting the call…</translation>
    </message>
    <message>
        <source>Customer not known</source>
        <translation>Customer not known</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>Call ended</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>listening</translation>
    </message>
    <message>
        <source>whispering to you</source>
        <translation>whispering to you</translation>
    </message>
    <message>
        <source>in the call</source>
        <translation>in the call</translation>
    </message>
    <message>
        <source>has taken over</source>
        <translation>has taken over</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>Hand raised</source>
        <translation>Hand raised</translation>
    </message>
    <message>
        <source>Lower the hand</source>
        <translation>Lower the hand</translation>
    </message>
    <message>
        <source>Raise the hand for help</source>
        <translation>Raise the hand for help</translation>
    </message>
    <message>
        <source>Show the prompts again</source>
        <translation>Show the prompts again</translation>
    </message>
    <message>
        <source>Mute the prompts; compliance stays</source>
        <translation>Mute the prompts; compliance stays</translation>
    </message>
    <message>
        <source>Nothing is recorded or transcribed now</source>
        <translation>Nothing is recorded or transcribed now</translation>
    </message>
    <message>
        <source>No sound kept</source>
        <translation>No sound kept</translation>
    </message>
    <message>
        <source>The customer refuses the recording: the words are written down, no sound is kept</source>
        <translation>The customer refuses the recording: the words are written down, no sound is kept</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>Resume recording</translation>
    </message>
    <message>
        <source>Pause recording</source>
        <translation>Pause recording</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Connected; round trip to the server</source>
        <translation>Connected; round trip to the server</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Not signed in</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Reconnecting</translation>
    </message>
    <message>
        <source>The sound is kept and sent when the server is back</source>
        <translation>The sound is kept and sent when the server is back</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>Refused by the server</translation>
    </message>
    <message>
        <source>No recogniser</source>
        <translation>No recogniser</translation>
    </message>
    <message>
        <source>The bundled model understands synthetic voices only</source>
        <translation>The bundled model understands synthetic voices only</translation>
    </message>
    <message>
        <source>%1 · synthetic voices only</source>
        <translation>%1 · synthetic voices only</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Machine translation: %1</source>
        <translation>Machine translation: %1</translation>
    </message>
    <message>
        <source>Private numbers are masked and never stored.</source>
        <translation>Private numbers are masked and never stored.</translation>
    </message>
    <message>
        <source>sound lost on the network</source>
        <translation>sound lost on the network</translation>
    </message>
    <message>
        <source>recording was paused</source>
        <translation>recording was paused</translation>
    </message>
    <message>
        <source>card data, not recorded</source>
        <translation>card data, not recorded</translation>
    </message>
    <message>
        <source>no recogniser</source>
        <translation>no recogniser</translation>
    </message>
    <message>
        <source>sound could not be used</source>
        <translation>sound could not be used</translation>
    </message>
    <message>
        <source>no transcript</source>
        <translation>no transcript</translation>
    </message>
    <message>
        <source>Card data: paused, %1</source>
        <translation>Card data: paused, %1</translation>
    </message>
    <message>
        <source>Paused, %1</source>
        <translation>Paused, %1</translation>
    </message>
</context>
<context>
    <name>TranscriptPane</name>
    <message>
        <source>Transcript</source>
        <translation>Transcript</translation>
    </message>
    <message>
        <source>Both sides appear here as they speak: the customer on the left, you on the right. Card and phone numbers are masked.</source>
        <translation>Both sides appear here as they speak: the customer on the left, you on the right. Card and phone numbers are masked.</translation>
    </message>
    <message numerus="yes">
        <source>%n new line(s)</source>
        <translation>
            <numerusform>%n new line</numerusform>
            <numerusform>%n new lines</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Newest</translation>
    </message>
</context>
</TS>
