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
        <source>The customer does not want to be called, or agrees</source>
        <translation>The customer does not want to be called, or agrees</translation>
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
        <source>Practise with a simulated customer</source>
        <translation>Practise with a simulated customer</translation>
    </message>
    <message>
        <source>Type what you say in a practice call</source>
        <translation>Type what you say in a practice call</translation>
    </message>
    <message>
        <source>Stop the simulated customer&apos;s voice</source>
        <translation>Stop the simulated customer&apos;s voice</translation>
    </message>
    <message>
        <source>Transfer to an expert</source>
        <translation>Transfer to an expert</translation>
    </message>
    <message>
        <source>First answer to a supervisor&apos;s note</source>
        <translation>First answer to a supervisor&apos;s note</translation>
    </message>
    <message>
        <source>Second answer to a supervisor&apos;s note</source>
        <translation>Second answer to a supervisor&apos;s note</translation>
    </message>
    <message>
        <source>Third answer to a supervisor&apos;s note</source>
        <translation>Third answer to a supervisor&apos;s note</translation>
    </message>
    <message>
        <source>Put a supervisor&apos;s note away</source>
        <translation>Put a supervisor&apos;s note away</translation>
    </message>
    <message>
        <source>Show or hide the coaching notes</source>
        <translation>Show or hide the coaching notes</translation>
    </message>
    <message>
        <source>Open the wall-board</source>
        <translation>Open the wall-board</translation>
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
        <source>Products, fees, procedures…</source>
        <translation>Products, fees, procedures…</translation>
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
    <name>AssignCard</name>
    <message>
        <source>Assign</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Scenario</translation>
    </message>
    <message>
        <source>To be passed by</source>
        <translation>To be passed by</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>Difficulty</translation>
    </message>
    <message>
        <source>Help on the screen</source>
        <translation>Help on the screen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Take the assignment back from the marked persons</source>
        <translation>Take the assignment back from the marked persons</translation>
    </message>
    <message>
        <source>Pass mark of this scenario</source>
        <translation>Pass mark of this scenario</translation>
    </message>
    <message>
        <source>Set the pass mark</source>
        <translation>Set the pass mark</translation>
    </message>
    <message>
        <source>To: %1</source>
        <translation>To: %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Mark one or several persons on the left.</source>
        <translation>Mark one or several persons on the left.</translation>
    </message>
    <message numerus="yes">
        <source>Assign to %n person(s)</source>
        <translation>
            <numerusform>Assign to %n person</numerusform>
            <numerusform>Assign to %n persons</numerusform>
        </translation>
    </message>
    <message>
        <source>Assigned.</source>
        <translation>Assigned.</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Taken back.</translation>
    </message>
</context>
<context>
    <name>AttemptsCurve</name>
    <message>
        <source>Attempts: %1</source>
        <translation>Attempts: %1</translation>
    </message>
    <message>
        <source>pass mark %1</source>
        <translation>pass mark %1</translation>
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
        <source>Questions that found nothing</source>
        <translation>Questions that found nothing</translation>
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
    <name>BetterPart</name>
    <message>
        <source>Better next time</source>
        <translation>Better next time</translation>
    </message>
    <message>
        <source>Nothing was found that should have been said otherwise.</source>
        <translation>Nothing was found that should have been said otherwise.</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>Said</translation>
    </message>
    <message>
        <source>Better, from “%1”</source>
        <translation>Better, from “%1”</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Better</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(nothing)</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Loan inquiry</source>
        <translation>Loan inquiry</translation>
    </message>
    <message>
        <source>Rates and fees</source>
        <translation>Rates and fees</translation>
    </message>
    <message>
        <source>Repayment</source>
        <translation>Repayment</translation>
    </message>
    <message>
        <source>Early repayment</source>
        <translation>Early repayment</translation>
    </message>
    <message>
        <source>Limit increase</source>
        <translation>Limit increase</translation>
    </message>
    <message>
        <source>Application status</source>
        <translation>Application status</translation>
    </message>
    <message>
        <source>Reason of a rejection</source>
        <translation>Reason of a rejection</translation>
    </message>
    <message>
        <source>Lost card</source>
        <translation>Lost card</translation>
    </message>
    <message>
        <source>Disputed payment</source>
        <translation>Disputed payment</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Bill</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Investment</source>
        <translation>Investment</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>Remittance</source>
        <translation>Remittance</translation>
    </message>
    <message>
        <source>Password reset</source>
        <translation>Password reset</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>Cancellation</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>Not interested</source>
        <translation>Not interested</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>Agrees</translation>
    </message>
    <message>
        <source>Call back later</source>
        <translation>Call back later</translation>
    </message>
    <message>
        <source>Asks who is calling</source>
        <translation>Asks who is calling</translation>
    </message>
    <message>
        <source>Other topic</source>
        <translation>Other topic</translation>
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
        <source>Line good</source>
        <translation>Line good</translation>
    </message>
    <message>
        <source>Line poor</source>
        <translation>Line poor</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>No sound</translation>
    </message>
    <message>
        <source>Client lost</source>
        <translation>Client lost</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>Reading only</source>
        <translation>Reading only</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Whisper</source>
        <translation>Whisper</translation>
    </message>
    <message>
        <source>Barge in</source>
        <translation>Barge in</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Take over</translation>
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
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Customer&apos;s mood</source>
        <translation>Customer&apos;s mood</translation>
    </message>
    <message>
        <source>Open alerts</source>
        <translation>Open alerts</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Waits for you</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>Replies used</source>
        <translation>Replies used</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Who listens</source>
        <translation>Who listens</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>Alerts and requests</source>
        <translation>Alerts and requests</translation>
    </message>
</context>
<context>
    <name>BoardCall</name>
    <message>
        <source>Opened call</source>
        <translation>Opened call</translation>
    </message>
    <message>
        <source>Back to the board</source>
        <translation>Back to the board</translation>
    </message>
    <message>
        <source>Opening the call…</source>
        <translation>Opening the call…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The call has ended</source>
        <translation>The call has ended</translation>
    </message>
    <message>
        <source>Hand raised: %1</source>
        <translation>Hand raised: %1</translation>
    </message>
    <message>
        <source>Hand raised</source>
        <translation>Hand raised</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 answers</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Who is in this call beside the agent</source>
        <translation>Who is in this call beside the agent</translation>
    </message>
</context>
<context>
    <name>BoardCoaching</name>
    <message>
        <source>Bookmarks and coaching notes</source>
        <translation>Bookmarks and coaching notes</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Bookmark</translation>
    </message>
    <message>
        <source> · read</source>
        <translation> · read</translation>
    </message>
    <message>
        <source> · not read yet</source>
        <translation> · not read yet</translation>
    </message>
    <message>
        <source>A training scenario was made of it</source>
        <translation>A training scenario was made of it</translation>
    </message>
    <message>
        <source>Make a training scenario of this</source>
        <translation>Make a training scenario of this</translation>
    </message>
</context>
<context>
    <name>BoardFigures</name>
    <message>
        <source>Figures of the day</source>
        <translation>Figures of the day</translation>
    </message>
    <message>
        <source>Alerts a call</source>
        <translation>Alerts a call</translation>
    </message>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>%n today</numerusform>
            <numerusform>%n today</numerusform>
        </translation>
    </message>
    <message>
        <source>Disclosures said</source>
        <translation>Disclosures said</translation>
    </message>
    <message>
        <source>Replies used</source>
        <translation>Replies used</translation>
    </message>
    <message>
        <source>Handling time</source>
        <translation>Handling time</translation>
    </message>
    <message numerus="yes">
        <source>%n finished</source>
        <translation>
            <numerusform>%n finished</numerusform>
            <numerusform>%n finished</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>Calls today</translation>
    </message>
    <message numerus="yes">
        <source>%n live</source>
        <translation>
            <numerusform>%n live</numerusform>
            <numerusform>%n live</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls begun in each hour: %1</source>
        <translation>Calls begun in each hour: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
</context>
<context>
    <name>BoardFilters</name>
    <message>
        <source>Filters</source>
        <translation>Filters</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Name of the view, then Enter</source>
        <translation>Name of the view, then Enter</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name of the view</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>Calls or training</source>
        <translation>Calls or training</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Saved views</translation>
    </message>
    <message>
        <source>Hand raised</source>
        <translation>Hand raised</translation>
    </message>
    <message>
        <source>Only calls whose agent asks for help</source>
        <translation>Only calls whose agent asks for help</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Keep these filters as a view</source>
        <translation>Keep these filters as a view</translation>
    </message>
    <message>
        <source>Remove this view</source>
        <translation>Remove this view</translation>
    </message>
    <message>
        <source>Sort now</source>
        <translation>Sort now</translation>
    </message>
    <message>
        <source>Any alerts</source>
        <translation>Any alerts</translation>
    </message>
    <message>
        <source>%1 or graver</source>
        <translation>%1 or graver</translation>
    </message>
    <message>
        <source>Calls and training</source>
        <translation>Calls and training</translation>
    </message>
    <message>
        <source>Customer calls</source>
        <translation>Customer calls</translation>
    </message>
    <message>
        <source>Training only</source>
        <translation>Training only</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>All teams</translation>
    </message>
    <message>
        <source>All topics</source>
        <translation>All topics</translation>
    </message>
    <message>
        <source>Order held</source>
        <translation>Order held</translation>
    </message>
    <message numerus="yes">
        <source>Order held, %n would stand higher</source>
        <translation>
            <numerusform>Order held, %n would stand higher</numerusform>
            <numerusform>Order held, %n would stand higher</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows keep their places while the pointer is over them or one is selected</source>
        <translation>Rows keep their places while the pointer is over them or one is selected</translation>
    </message>
</context>
<context>
    <name>BoardGates</name>
    <message>
        <source>Operations that wait for a second person</source>
        <translation>Operations that wait for a second person</translation>
    </message>
    <message>
        <source>Read the call</source>
        <translation>Read the call</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Deny</translation>
    </message>
    <message>
        <source>Deny this operation</source>
        <translation>Deny this operation</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Approve this operation</source>
        <translation>Approve this operation</translation>
    </message>
    <message>
        <source>%1 asks for a second person: %2</source>
        <translation>%1 asks for a second person: %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 left</translation>
    </message>
    <message numerus="yes">
        <source>%n more wait</source>
        <translation>
            <numerusform>%n more waits</numerusform>
            <numerusform>%n more wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardNotes</name>
    <message>
        <source>Notes, coaching, transfer</source>
        <translation>Notes, coaching, transfer</translation>
    </message>
    <message>
        <source>Note to the agent</source>
        <translation>Note to the agent</translation>
    </message>
    <message>
        <source>Coaching note</source>
        <translation>Coaching note</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Transfer to an expert</source>
        <translation>Transfer to an expert</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Bookmark</translation>
    </message>
    <message>
        <source>Bookmark this moment</source>
        <translation>Bookmark this moment</translation>
    </message>
    <message>
        <source>Make it a training scenario</source>
        <translation>Make it a training scenario</translation>
    </message>
    <message>
        <source>A trainer finishes the draft; private data is taken out</source>
        <translation>A trainer finishes the draft; private data is taken out</translation>
    </message>
    <message>
        <source>Moment bookmarked</source>
        <translation>Moment bookmarked</translation>
    </message>
    <message>
        <source>Draft made: %1</source>
        <translation>Draft made: %1</translation>
    </message>
</context>
<context>
    <name>BoardPane</name>
    <message>
        <source>Wall-board</source>
        <translation>Wall-board</translation>
    </message>
    <message>
        <source>Titles of the columns</source>
        <translation>Titles of the columns</translation>
    </message>
    <message>
        <source>Live calls, the most urgent first</source>
        <translation>Live calls, the most urgent first</translation>
    </message>
    <message>
        <source>The server does not show the board</source>
        <translation>The server does not show the board</translation>
    </message>
    <message>
        <source>Sign in as somebody else</source>
        <translation>Sign in as somebody else</translation>
    </message>
    <message>
        <source>The server is not reachable</source>
        <translation>The server is not reachable</translation>
    </message>
    <message>
        <source>The board comes back by itself. Check the network, or tell the administrator.</source>
        <translation>The board comes back by itself. Check the network, or tell the administrator.</translation>
    </message>
    <message>
        <source>Asking for the live calls…</source>
        <translation>Asking for the live calls…</translation>
    </message>
    <message>
        <source>They appear in a moment.</source>
        <translation>They appear in a moment.</translation>
    </message>
    <message>
        <source>No call fits these filters</source>
        <translation>No call fits these filters</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) run in your teams.</source>
        <translation>
            <numerusform>%n call runs in your teams.</numerusform>
            <numerusform>%n calls run in your teams.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>No call is running in your teams</source>
        <translation>No call is running in your teams</translation>
    </message>
    <message>
        <source>A call appears here within a second of its beginning. The figures of the day stand above.</source>
        <translation>A call appears here within a second of its beginning. The figures of the day stand above.</translation>
    </message>
    <message>
        <source>%1 raises the hand: %2</source>
        <translation>%1 raises the hand: %2</translation>
    </message>
    <message>
        <source>%1 raises the hand</source>
        <translation>%1 raises the hand</translation>
    </message>
    <message>
        <source>Stop alert at %1: %2</source>
        <translation>Stop alert at %1: %2</translation>
    </message>
    <message>
        <source>Stop alert at %1</source>
        <translation>Stop alert at %1</translation>
    </message>
</context>
<context>
    <name>BoardRows</name>
    <message>
        <source>Hand raised</source>
        <translation>Hand raised</translation>
    </message>
    <message>
        <source>%1 to approve</source>
        <translation>%1 to approve</translation>
    </message>
    <message>
        <source>checklist %1 of %2</source>
        <translation>checklist %1 of %2</translation>
    </message>
    <message>
        <source>listened to by %1</source>
        <translation>listened to by %1</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>Call ended</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>None open</source>
        <translation>None open</translation>
    </message>
    <message>
        <source>Transfer asked</source>
        <translation>Transfer asked</translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message>
        <source>On the agent&apos;s screen now</source>
        <translation>On the agent&apos;s screen now</translation>
    </message>
    <message>
        <source>Your side&apos;s note: “%1”</source>
        <translation>Your side&apos;s note: “%1”</translation>
    </message>
    <message>
        <source>The call is over; this is how it was</source>
        <translation>The call is over; this is how it was</translation>
    </message>
    <message>
        <source>The agent&apos;s client has lost the server; this is how it was</source>
        <translation>The agent&apos;s client has lost the server; this is how it was</translation>
    </message>
    <message>
        <source>The agent&apos;s client has not told yet</source>
        <translation>The agent&apos;s client has not told yet</translation>
    </message>
    <message>
        <source>Minimised: the agent sees none of this</source>
        <translation>Minimised: the agent sees none of this</translation>
    </message>
    <message>
        <source>The agent has muted the prompts</source>
        <translation>The agent has muted the prompts</translation>
    </message>
    <message>
        <source>In sight</source>
        <translation>In sight</translation>
    </message>
</context>
<context>
    <name>BoardSteps</name>
    <message>
        <source>Stepping into the call</source>
        <translation>Stepping into the call</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Why? The agent sees it, and it is kept</source>
        <translation>Why? The agent sees it, and it is kept</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Only the transcript. Nobody hears you, and you hear nobody.</source>
        <translation>Only the transcript. Nobody hears you, and you hear nobody.</translation>
    </message>
    <message>
        <source>You hear both sides. Nobody hears you. The agent sees your name.</source>
        <translation>You hear both sides. Nobody hears you. The agent sees your name.</translation>
    </message>
    <message>
        <source>Only the agent hears you. The customer does not.</source>
        <translation>Only the agent hears you. The customer does not.</translation>
    </message>
    <message>
        <source>Agent AND customer hear you.</source>
        <translation>Agent AND customer hear you.</translation>
    </message>
    <message>
        <source>You speak to the customer. The agent is muted.</source>
        <translation>You speak to the customer. The agent is muted.</translation>
    </message>
    <message>
        <source>You are reading</source>
        <translation>You are reading</translation>
    </message>
    <message>
        <source>You are listening</source>
        <translation>You are listening</translation>
    </message>
    <message>
        <source>You are whispering to the agent</source>
        <translation>You are whispering to the agent</translation>
    </message>
    <message>
        <source>You are in the call</source>
        <translation>You are in the call</translation>
    </message>
    <message>
        <source>You have taken the call over</source>
        <translation>You have taken the call over</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>Reason: %1</translation>
    </message>
    <message>
        <source>The sound is %1 s behind, so that private numbers can be silent.</source>
        <translation>The sound is %1 s behind, so that private numbers can be silent.</translation>
    </message>
    <message>
        <source>Your right ends at %1.</source>
        <translation>Your right ends at %1.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>Leave the call; reading goes on</source>
        <translation>Leave the call; reading goes on</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Reason for “%1”</source>
        <translation>Reason for “%1”</translation>
    </message>
    <message>
        <source>The same reason as before: %1</source>
        <translation>The same reason as before: %1</translation>
    </message>
    <message>
        <source>The call is being opened.</source>
        <translation>The call is being opened.</translation>
    </message>
    <message>
        <source>The server is not reachable. Reading goes on as soon as it is back.</source>
        <translation>The server is not reachable. Reading goes on as soon as it is back.</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Somebody else</translation>
    </message>
</context>
<context>
    <name>BoardTalk</name>
    <message>
        <source>Sound of the call</source>
        <translation>Sound of the call</translation>
    </message>
    <message>
        <source>Hold to speak</source>
        <translation>Hold to speak</translation>
    </message>
    <message>
        <source>Listen on</source>
        <translation>Listen on</translation>
    </message>
    <message>
        <source>Speak into</source>
        <translation>Speak into</translation>
    </message>
    <message>
        <source>Level of your microphone</source>
        <translation>Level of your microphone</translation>
    </message>
    <message>
        <source>Silenced</source>
        <translation>Silenced</translation>
    </message>
    <message>
        <source>A private number may be said now, or the recording is paused: both sides are silent.</source>
        <translation>A private number may be said now, or the recording is paused: both sides are silent.</translation>
    </message>
    <message>
        <source>Listen on: the system&apos;s device</source>
        <translation>Listen on: the system&apos;s device</translation>
    </message>
    <message>
        <source>Speak into: the system&apos;s device</source>
        <translation>Speak into: the system&apos;s device</translation>
    </message>
    <message>
        <source>The agent hears you</source>
        <translation>The agent hears you</translation>
    </message>
    <message>
        <source>Both hear you</source>
        <translation>Both hear you</translation>
    </message>
    <message>
        <source>The customer hears you</source>
        <translation>The customer hears you</translation>
    </message>
    <message>
        <source>Your microphone is off</source>
        <translation>Your microphone is off</translation>
    </message>
</context>
<context>
    <name>BoardWindow</name>
    <message>
        <source>Seatmate wall-board</source>
        <translation>Seatmate wall-board</translation>
    </message>
    <message>
        <source>Wall-board</source>
        <translation>Wall-board</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Bookmarks</translation>
    </message>
    <message>
        <source>Your bookmarks and coaching notes, of past calls too</source>
        <translation>Your bookmarks and coaching notes, of past calls too</translation>
    </message>
    <message>
        <source>Take calls</source>
        <translation>Take calls</translation>
    </message>
    <message>
        <source>Open the companion and take calls yourself</source>
        <translation>Open the companion and take calls yourself</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message numerus="yes">
        <source>%n live</source>
        <translation>
            <numerusform>%n live</numerusform>
            <numerusform>%n live</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 shown</source>
        <translation>, %1 shown</translation>
    </message>
    <message numerus="yes">
        <source>%n hand(s) raised</source>
        <translation>
            <numerusform>%n hand raised</numerusform>
            <numerusform>%n hands raised</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a stop alert</source>
        <translation>
            <numerusform>%n with a stop alert</numerusform>
            <numerusform>%n with a stop alert</numerusform>
        </translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Asking…</translation>
    </message>
    <message>
        <source>Offline: the board stands still</source>
        <translation>Offline: the board stands still</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>Refused by the server</translation>
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
    <name>CatchUpBox</name>
    <message>
        <source>The call so far</source>
        <translation>The call so far</translation>
    </message>
    <message>
        <source>The summary comes with the first sentences of the call.</source>
        <translation>The summary comes with the first sentences of the call.</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>up to %1</translation>
    </message>
    <message>
        <source>Topics: %1</source>
        <translation>Topics: %1</translation>
    </message>
    <message>
        <source>Promised: %1</source>
        <translation>Promised: %1</translation>
    </message>
    <message>
        <source>Open: %1</source>
        <translation>Open: %1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
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
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>The server does not hear this call: tick by hand what you have said.</source>
        <translation>The server does not hear this call: tick by hand what you have said.</translation>
    </message>
    <message numerus="yes">
        <source>Nobody notices now when something said makes one of %n more a duty, such as: %1.</source>
        <translation>
            <numerusform>Nobody notices now when something said makes %n more a duty: %1.</numerusform>
            <numerusform>Nobody notices now when something said makes one of %n more a duty, such as: %1.</numerusform>
        </translation>
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
    <name>ChoicePage</name>
    <message>
        <source>What do you want to practise?</source>
        <translation>What do you want to practise?</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>Difficulty</translation>
    </message>
    <message>
        <source>Help on the screen</source>
        <translation>Help on the screen</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>The customer</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>Kind of scenario</source>
        <translation>Kind of scenario</translation>
    </message>
    <message>
        <source>Start the practice call</source>
        <translation>Start the practice call</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Ask again</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>There is no connection to the server. The scenarios come when it is back; check the network if it stays away.</source>
        <translation>There is no connection to the server. The scenarios come when it is back; check the network if it stays away.</translation>
    </message>
    <message>
        <source>The scenarios are being fetched…</source>
        <translation>The scenarios are being fetched…</translation>
    </message>
    <message>
        <source>There is no scenario in this language yet. Ask your trainer to write or publish one.</source>
        <translation>There is no scenario in this language yet. Ask your trainer to write or publish one.</translation>
    </message>
    <message>
        <source>Your goal: %1</source>
        <translation>Your goal: %1</translation>
    </message>
    <message>
        <source>starts %1</source>
        <translation>starts %1</translation>
    </message>
    <message>
        <source>pass mark %1</source>
        <translation>pass mark %1</translation>
    </message>
    <message>
        <source>speaks</source>
        <translation>speaks</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>writes</translation>
    </message>
    <message>
        <source>writes, this computer reads it out</source>
        <translation>writes, this computer reads it out</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>clear</translation>
    </message>
    <message>
        <source>telephone</source>
        <translation>telephone</translation>
    </message>
    <message>
        <source>telephone, an office behind</source>
        <translation>telephone, an office behind</translation>
    </message>
    <message>
        <source>telephone, a street behind</source>
        <translation>telephone, a street behind</translation>
    </message>
    <message>
        <source>speak into the microphone</source>
        <translation>speak into the microphone</translation>
    </message>
    <message>
        <source>type</source>
        <translation>type</translation>
    </message>
    <message>
        <source>Everything works as in a real call.</source>
        <translation>Everything works as in a real call.</translation>
    </message>
    <message>
        <source>Suggestions wait five seconds, so that you try first.</source>
        <translation>Suggestions wait five seconds, so that you try first.</translation>
    </message>
    <message>
        <source>Nothing is shown, but everything is recorded for the report.</source>
        <translation>Nothing is shown, but everything is recorded for the report.</translation>
    </message>
    <message>
        <source>The server has no voice: the customer writes. The administrator can install one.</source>
        <translation>The server has no voice: the customer writes. The administrator can install one.</translation>
    </message>
    <message>
        <source>No microphone was found: you type. Plug one in and choose it in the settings.</source>
        <translation>No microphone was found: you type. Plug one in and choose it in the settings.</translation>
    </message>
    <message>
        <source>A call is running. End it first.</source>
        <translation>A call is running. End it first.</translation>
    </message>
    <message>
        <source>Practice begins when the server is back.</source>
        <translation>Practice begins when the server is back.</translation>
    </message>
</context>
<context>
    <name>ClassPage</name>
    <message>
        <source>Class</source>
        <translation>Class</translation>
    </message>
    <message numerus="yes">
        <source>Class: %n person(s)</source>
        <translation>
            <numerusform>Class: %n person</numerusform>
            <numerusform>Class: %n persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n practising now</source>
        <translation>
            <numerusform>, %n practising now</numerusform>
            <numerusform>, %n practising now</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no connection to the server. What stands here is what was known last.</source>
        <translation>There is no connection to the server. What stands here is what was known last.</translation>
    </message>
    <message>
        <source>The class is being fetched…</source>
        <translation>The class is being fetched…</translation>
    </message>
    <message>
        <source>Nobody belongs to your team yet. The administrator puts people into teams.</source>
        <translation>Nobody belongs to your team yet. The administrator puts people into teams.</translation>
    </message>
    <message>
        <source>Mark %1</source>
        <translation>Mark %1</translation>
    </message>
    <message>
        <source>Practising now</source>
        <translation>Practising now</translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n assigned</source>
        <translation>
            <numerusform>%n assigned</numerusform>
            <numerusform>%n assigned</numerusform>
        </translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Reports of %1</source>
        <translation>Reports of %1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Attempts</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Mean of five</source>
        <translation>Mean of five</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Passed</translation>
    </message>
    <message numerus="yes">
        <source>%n scenario(s)</source>
        <translation>
            <numerusform>%n scenario</numerusform>
            <numerusform>%n scenarios</numerusform>
        </translation>
    </message>
    <message>
        <source>Weakest</source>
        <translation>Weakest</translation>
    </message>
</context>
<context>
    <name>CoachForm</name>
    <message>
        <source>What was good, what to do next time; the agent reads it after the call</source>
        <translation>What was good, what to do next time; the agent reads it after the call</translation>
    </message>
    <message>
        <source>Coaching note</source>
        <translation>Coaching note</translation>
    </message>
    <message>
        <source>About this moment</source>
        <translation>About this moment</translation>
    </message>
    <message>
        <source>Keep the moment at which you began to write</source>
        <translation>Keep the moment at which you began to write</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>Keep the coaching note</source>
        <translation>Keep the coaching note</translation>
    </message>
</context>
<context>
    <name>CoachingPane</name>
    <message numerus="yes">
        <source>%n coaching note(s) you have not read</source>
        <translation>
            <numerusform>%n coaching note you have not read</numerusform>
            <numerusform>%n coaching notes you have not read</numerusform>
        </translation>
    </message>
    <message>
        <source>Coaching notes</source>
        <translation>Coaching notes</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>new</source>
        <translation>new</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
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
    <name>ComparisonPart</name>
    <message>
        <source>Beside the best recorded handling</source>
        <translation>Beside the best recorded handling</translation>
    </message>
    <message>
        <source>Nobody has handled this scenario better yet.</source>
        <translation>Nobody has handled this scenario better yet.</translation>
    </message>
    <message>
        <source>the built-in good agent</source>
        <translation>the built-in good agent</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>a colleague</translation>
    </message>
    <message>
        <source>%1 reached %2, this call %3.</source>
        <translation>%1 reached %2, this call %3.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>This call</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Best</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>What was said there</source>
        <translation>What was said there</translation>
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
        <source>Since %1: the customer does not want to be called.</source>
        <translation>Since %1: the customer does not want to be called.</translation>
    </message>
    <message>
        <source>The customer does not want to be called.</source>
        <translation>The customer does not want to be called.</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>Do not call</translation>
    </message>
    <message>
        <source>It holds for every later call. Press to change it.</source>
        <translation>It holds for every later call. Press to change it.</translation>
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
        <source>from the wording</source>
        <translation>from the wording</translation>
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
        <source>Phone or customer number</source>
        <translation>Phone or customer number</translation>
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
        <source>This was the demo&apos;s call. Close the window to end.</source>
        <translation>This was the demo&apos;s call. Close the window to end.</translation>
    </message>
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
    <name>DialBlock</name>
    <message>
        <source>Since %1: the customer does not want to be called.</source>
        <translation>Since %1: the customer does not want to be called.</translation>
    </message>
    <message>
        <source>This number must not be called now</source>
        <translation>This number must not be called now</translation>
    </message>
    <message>
        <source>%1 lets this call through</source>
        <translation>%1 lets this call through</translation>
    </message>
    <message>
        <source>Before you call</source>
        <translation>Before you call</translation>
    </message>
    <message>
        <source>A supervisor of your team, who is not you, can let it through here, or at the server&apos;s console.</source>
        <translation>A supervisor of your team, who is not you, can let it through here, or at the server&apos;s console.</translation>
    </message>
    <message>
        <source>Supervisor&apos;s sign-in name</source>
        <translation>Supervisor&apos;s sign-in name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Reason, kept with the release</source>
        <translation>Reason, kept with the release</translation>
    </message>
    <message>
        <source>Let the call through</source>
        <translation>Let the call through</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>At the customer&apos;s it is %1.</source>
        <translation>At the customer&apos;s it is %1.</translation>
    </message>
    <message>
        <source>At the customer&apos;s it is about %1: estimate by the state.</source>
        <translation>At the customer&apos;s it is about %1: estimate by the state.</translation>
    </message>
    <message>
        <source>At the customer&apos;s it is about %1: estimate by the number.</source>
        <translation>At the customer&apos;s it is about %1: estimate by the number.</translation>
    </message>
    <message>
        <source>The customer&apos;s time zone is unknown; by the server&apos;s clock it is %1.</source>
        <translation>The customer&apos;s time zone is unknown; by the server&apos;s clock it is %1.</translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <source>Scenario editor</source>
        <translation>Scenario editor</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Scenario</translation>
    </message>
    <message>
        <source>Choose a scenario</source>
        <translation>Choose a scenario</translation>
    </message>
    <message>
        <source>id of a new one</source>
        <translation>id of a new one</translation>
    </message>
    <message>
        <source>Id of a new scenario: small letters, digits and _</source>
        <translation>Id of a new scenario: small letters, digits and _</translation>
    </message>
    <message>
        <source>Begin a new one</source>
        <translation>Begin a new one</translation>
    </message>
    <message>
        <source>From a real call…</source>
        <translation>From a real call…</translation>
    </message>
    <message>
        <source>Save the draft</source>
        <translation>Save the draft</translation>
    </message>
    <message>
        <source>Throw the draft away</source>
        <translation>Throw the draft away</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The scenario as TOML</source>
        <translation>The scenario as TOML</translation>
    </message>
    <message>
        <source>%1 (draft)</source>
        <translation>%1 (draft)</translation>
    </message>
    <message>
        <source>%1 (new)</source>
        <translation>%1 (new)</translation>
    </message>
    <message>
        <source>Choose a scenario to change it, or begin a new one. A published one is copied into a draft, which only trainers see until it is published with the playbook.</source>
        <translation>Choose a scenario to change it, or begin a new one. A published one is copied into a draft, which only trainers see until it is published with the playbook.</translation>
    </message>
    <message>
        <source>There is no connection to the server. Scenarios can be written when it is back.</source>
        <translation>There is no connection to the server. Scenarios can be written when it is back.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>Draft from a real call</source>
        <translation>Draft from a real call</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Published</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Checking…</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>Nothing is wrong.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Line %1</translation>
    </message>
    <message>
        <source>Go to line %1</source>
        <translation>Go to line %1</translation>
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
        <source>Asked as</source>
        <translation>Asked as</translation>
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
        <source>How customers ask for it, one line each, every time in other words.</source>
        <translation>How customers ask for it, one line each, every time in other words.</translation>
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
    <name>HandPane</name>
    <message>
        <source>Lower</source>
        <translation>Lower</translation>
    </message>
    <message>
        <source>Lower the hand</source>
        <translation>Lower the hand</translation>
    </message>
    <message>
        <source>Put away; the hand stays up</source>
        <translation>Put away; the hand stays up</translation>
    </message>
    <message>
        <source>Whom to ask</source>
        <translation>Whom to ask</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>Reason: %1</translation>
    </message>
    <message>
        <source>your supervisor</source>
        <translation>your supervisor</translation>
    </message>
    <message>
        <source>%1 answers you</source>
        <translation>%1 answers you</translation>
    </message>
    <message>
        <source>Hand raised to %1</source>
        <translation>Hand raised to %1</translation>
    </message>
    <message>
        <source>Waiting, and the house&apos;s target</source>
        <translation>Waiting, and the house&apos;s target</translation>
    </message>
</context>
<context>
    <name>HeatLine</name>
    <message>
        <source>Mean of the last five by line: %1</source>
        <translation>Mean of the last five by line: %1</translation>
    </message>
</context>
<context>
    <name>LabelForm</name>
    <message>
        <source>Bookmarked. What does this moment show? (may stay empty)</source>
        <translation>Bookmarked. What does this moment show? (may stay empty)</translation>
    </message>
    <message>
        <source>Label of the bookmark</source>
        <translation>Label of the bookmark</translation>
    </message>
    <message>
        <source>Keep the label</source>
        <translation>Keep the label</translation>
    </message>
</context>
<context>
    <name>LineSettings</name>
    <message>
        <source>When a supervisor steps in</source>
        <translation>When a supervisor steps in</translation>
    </message>
    <message>
        <source>Listening and speaking</source>
        <translation>Listening and speaking</translation>
    </message>
    <message>
        <source>Headset</source>
        <translation>Headset</translation>
    </message>
    <message>
        <source>Line bridge</source>
        <translation>Line bridge</translation>
    </message>
    <message>
        <source>Customer meanwhile</source>
        <translation>Customer meanwhile</translation>
    </message>
    <message>
        <source>Play calls through</source>
        <translation>Play calls through</translation>
    </message>
    <message>
        <source>Speak through</source>
        <translation>Speak through</translation>
    </message>
    <message>
        <source>Best one found</source>
        <translation>Best one found</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>as loud as before</source>
        <translation>as loud as before</translation>
    </message>
    <message>
        <source>%1 dB quieter</source>
        <translation>%1 dB quieter</translation>
    </message>
    <message>
        <source>Both sides in both ears</source>
        <translation>Both sides in both ears</translation>
    </message>
    <message>
        <source>Check the bridge</source>
        <translation>Check the bridge</translation>
    </message>
    <message>
        <source>Set up a bridge</source>
        <translation>Set up a bridge</translation>
    </message>
    <message>
        <source>Left ear customer, right ear agent. Use a headset: with loudspeakers the microphone hears the call, and the echo is not removed.</source>
        <translation>Left ear customer, right ear agent. Use a headset: with loudspeakers the microphone hears the call, and the echo is not removed.</translation>
    </message>
    <message>
        <source>%1 (not plugged in)</source>
        <translation>%1 (not plugged in)</translation>
    </message>
    <message>
        <source>A test tone is played into the bridge …</source>
        <translation>A test tone is played into the bridge …</translation>
    </message>
    <message>
        <source>The tone arrives after %1 ms. In the softphone, choose “%2” as the microphone.</source>
        <translation>The tone arrives after %1 ms. In the softphone, choose “%2” as the microphone.</translation>
    </message>
    <message>
        <source>The bridge is ready: a supervisor can be heard by the customer.</source>
        <translation>The bridge is ready: a supervisor can be heard by the customer.</translation>
    </message>
    <message>
        <source>Install a virtual cable such as VB-CABLE. Choose its input here, and its output as the microphone in the softphone.</source>
        <translation>Install a virtual cable such as VB-CABLE. Choose its input here, and its output as the microphone in the softphone.</translation>
    </message>
    <message>
        <source>Install a virtual device such as BlackHole. Choose it here, and as the microphone in the softphone.</source>
        <translation>Install a virtual device such as BlackHole. Choose it here, and as the microphone in the softphone.</translation>
    </message>
    <message>
        <source>Here no bridge can be made: the command pactl is missing (package pulseaudio-utils).</source>
        <translation>Here no bridge can be made: the command pactl is missing (package pulseaudio-utils).</translation>
    </message>
    <message>
        <source>In the softphone, choose the other side of this bridge as the microphone.</source>
        <translation>In the softphone, choose the other side of this bridge as the microphone.</translation>
    </message>
    <message>
        <source>“Set up a bridge” makes a device for it. Then choose “Seatmate line bridge microphone” as the microphone in the softphone.</source>
        <translation>“Set up a bridge” makes a device for it. Then choose “Seatmate line bridge microphone” as the microphone in the softphone.</translation>
    </message>
    <message>
        <source>While Seatmate is closed the customer hears nothing over it: choose your own microphone then.</source>
        <translation>While Seatmate is closed the customer hears nothing over it: choose your own microphone then.</translation>
    </message>
    <message>
        <source>This system does not let Seatmate make the softphone quieter: the supervisor&apos;s voice is only added.</source>
        <translation>This system does not let Seatmate make the softphone quieter: the supervisor&apos;s voice is only added.</translation>
    </message>
</context>
<context>
    <name>MarksPane</name>
    <message>
        <source>Your bookmarks and coaching notes of the last 30 days</source>
        <translation>Your bookmarks and coaching notes of the last 30 days</translation>
    </message>
    <message>
        <source>Back to the live calls</source>
        <translation>Back to the live calls</translation>
    </message>
    <message>
        <source>Nothing yet. In an opened call, B bookmarks a moment and C writes a coaching note.</source>
        <translation>Nothing yet. In an opened call, B bookmarks a moment and C writes a coaching note.</translation>
    </message>
    <message>
        <source>Asking for them…</source>
        <translation>Asking for them…</translation>
    </message>
    <message>
        <source>read</source>
        <translation>read</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>not read yet</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Open the call of this moment</source>
        <translation>Open the call of this moment</translation>
    </message>
    <message>
        <source>A training scenario was made of it</source>
        <translation>A training scenario was made of it</translation>
    </message>
    <message>
        <source>Make a training scenario of this</source>
        <translation>Make a training scenario of this</translation>
    </message>
</context>
<context>
    <name>MistakeFields</name>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Title</translation>
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
        <source>Asked as</source>
        <translation>Asked as</translation>
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
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Comes after</source>
        <translation>Comes after</translation>
    </message>
    <message>
        <source>Explains</source>
        <translation>Explains</translation>
    </message>
</context>
<context>
    <name>Mistakes</name>
    <message>
        <source>`%f`: `%1` is not known; expected one of: %2</source>
        <translation>`%f`: `%1` is not known; expected one of: %2</translation>
    </message>
    <message>
        <source>`%f` must be a date such as 2026-11-01, not %1</source>
        <translation>`%f` must be a date such as 2026-11-01, not %1</translation>
    </message>
    <message>
        <source>`%f` must not be empty</source>
        <translation>`%f` must not be empty</translation>
    </message>
    <message>
        <source>has %1 rows, a card shows %2</source>
        <translation>has %1 rows, a card shows %2</translation>
    </message>
    <message>
        <source>needs a body or rows</source>
        <translation>needs a body or rows</translation>
    </message>
    <message>
        <source>two rows have the same label; each needs its own</source>
        <translation>two rows have the same label; each needs its own</translation>
    </message>
    <message>
        <source>is %1 characters long once filled (%2), the limit is %3</source>
        <translation>is %1 characters long once filled (%2), the limit is %3</translation>
    </message>
    <message>
        <source>is %1 words long once filled (%2), the limit is %3</source>
        <translation>is %1 words long once filled (%2), the limit is %3</translation>
    </message>
    <message>
        <source>the placeholder %1 names no field of a customer; known: %2</source>
        <translation>the placeholder %1 names no field of a customer; known: %2</translation>
    </message>
    <message>
        <source>the placeholder %1 names no product; known: %2</source>
        <translation>the placeholder %1 names no product; known: %2</translation>
    </message>
    <message>
        <source>the placeholder %1 names no term of `%2`; known: %3</source>
        <translation>the placeholder %1 names no term of `%2`; known: %3</translation>
    </message>
    <message>
        <source>the placeholder %1 names no slot; known: %2</source>
        <translation>the placeholder %1 names no slot; known: %2</translation>
    </message>
    <message>
        <source>the placeholder %1 is not known; write {customer.&lt;field&gt;}, {product.&lt;id&gt;.&lt;term&gt;} or {slot.&lt;name&gt;}</source>
        <translation>the placeholder %1 is not known; write {customer.&lt;field&gt;}, {product.&lt;id&gt;.&lt;term&gt;} or {slot.&lt;name&gt;}</translation>
    </message>
    <message>
        <source>has a brace without its partner; placeholders are written {product.&lt;id&gt;.&lt;term&gt;}</source>
        <translation>has a brace without its partner; placeholders are written {product.&lt;id&gt;.&lt;term&gt;}</translation>
    </message>
    <message>
        <source>the id `%1` may only hold letters, digits, `_`, `-`, `.`</source>
        <translation>the id `%1` may only hold letters, digits, `_`, `-`, `.`</translation>
    </message>
    <message>
        <source>the id `%1` is used twice; every %2 needs its own</source>
        <translation>the id `%1` is used twice; every %2 needs its own</translation>
    </message>
    <message>
        <source>holds the hidden character %1; a text must show all that it says, write it anew without</source>
        <translation>holds the hidden character %1; a text must show all that it says, write it anew without</translation>
    </message>
    <message>
        <source>`%f`: `%1` stands in the article `%2` already; a question belongs to one article</source>
        <translation>`%f`: `%1` stands in the article `%2` already; a question belongs to one article</translation>
    </message>
    <message>
        <source>`%f` holds an empty question; take it out</source>
        <translation>`%f` holds an empty question; take it out</translation>
    </message>
    <message>
        <source>`%f`: there is no article `%1`</source>
        <translation>`%f`: there is no article `%1`</translation>
    </message>
    <message>
        <source>`%f` goes in a circle: %1</source>
        <translation>`%f` goes in a circle: %1</translation>
    </message>
    <message>
        <source>`keywords_only` needs `keywords`</source>
        <translation>`keywords_only` needs `keywords`</translation>
    </message>
    <message>
        <source>the role %1 does not write playbooks; ask a trainer, quality or compliance</source>
        <translation>the role %1 does not write playbooks; ask a trainer, quality or compliance</translation>
    </message>
    <message>
        <source>the role %1 does not publish playbooks; ask compliance or an administrator</source>
        <translation>the role %1 does not publish playbooks; ask compliance or an administrator</translation>
    </message>
    <message>
        <source>%1 proposed this version; a second person has to publish it</source>
        <translation>%1 proposed this version; a second person has to publish it</translation>
    </message>
    <message>
        <source>version %1 is published already; propose the draft under a new version</source>
        <translation>version %1 is published already; propose the draft under a new version</translation>
    </message>
    <message>
        <source>version %1 is published already; name the draft&apos;s version anew</source>
        <translation>version %1 is published already; name the draft&apos;s version anew</translation>
    </message>
    <message>
        <source>version %1 is proposed already; publish or reject that first</source>
        <translation>version %1 is proposed already; publish or reject that first</translation>
    </message>
    <message>
        <source>%1 can not be a version; use letters, digits, `.`, `-` and `_`</source>
        <translation>%1 can not be a version; use letters, digits, `.`, `-` and `_`</translation>
    </message>
    <message>
        <source>there is no version %1; see %2</source>
        <translation>there is no version %1; see %2</translation>
    </message>
    <message>
        <source>there is no proposal %1; see %2</source>
        <translation>there is no proposal %1; see %2</translation>
    </message>
    <message>
        <source>there is a draft of %1 already; propose it, or drop it first</source>
        <translation>there is a draft of %1 already; propose it, or drop it first</translation>
    </message>
    <message>
        <source>there is no draft of %1; begin one: %2</source>
        <translation>there is no draft of %1; begin one: %2</translation>
    </message>
    <message>
        <source>there is no article `%1` any more; look at the list again</source>
        <translation>there is no article `%1` any more; look at the list again</translation>
    </message>
    <message>
        <source>there is no reply `%1` any more; look at the list again</source>
        <translation>there is no reply `%1` any more; look at the list again</translation>
    </message>
    <message>
        <source>there is no %1 `%2` in this playbook&apos;s own files</source>
        <translation>there is no %1 `%2` in this playbook&apos;s own files</translation>
    </message>
</context>
<context>
    <name>MoodCurve</name>
    <message>
        <source>Mood of the simulated customer, from -1 to 1: %1</source>
        <translation>Mood of the simulated customer, from -1 to 1: %1</translation>
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
        <source>Shown as soon as the customer&apos;s words or voice tell it</source>
        <translation>Shown as soon as the customer&apos;s words or voice tell it</translation>
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
    <name>NearMissesPane</name>
    <message>
        <source>Questions that found nothing</source>
        <translation>Questions that found nothing</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>Back to the form</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Begin a draft on the right to write an article about one.</source>
        <translation>Begin a draft on the right to write an article about one.</translation>
    </message>
    <message>
        <source>The calls could not be looked through.</source>
        <translation>The calls could not be looked through.</translation>
    </message>
    <message>
        <source>Looking through past calls…</source>
        <translation>Looking through past calls…</translation>
    </message>
    <message numerus="yes">
        <source>of the last %n days</source>
        <translation>
            <numerusform>of the last %n day</numerusform>
            <numerusform>of the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looked through: %n calls %1, the newest first. Figures and names are taken out.</source>
        <translation>
            <numerusform>Looked through: %n call %1. Figures and names are taken out.</numerusform>
            <numerusform>Looked through: %n calls %1, the newest first. Figures and names are taken out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing yet: in %n calls %1, no question that was asked in two calls or more found nothing.</source>
        <translation>
            <numerusform>Nothing yet: there is only %n call %1; questions are listed once they were asked in two.</numerusform>
            <numerusform>Nothing yet: in the %n calls %1, every question asked in two calls or more found something.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing yet: there are no calls %1 with this playbook.</source>
        <translation>Nothing yet: there are no calls %1 with this playbook.</translation>
    </message>
    <message numerus="yes">
        <source>asked %n times</source>
        <translation>
            <numerusform>asked %n time</numerusform>
            <numerusform>asked %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n calls</source>
        <translation>
            <numerusform>in %n call</numerusform>
            <numerusform>in %n calls</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Write an article</source>
        <translation>Write an article</translation>
    </message>
    <message>
        <source>In common: %1</source>
        <translation>In common: %1</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>One line for the agent&apos;s screen</source>
        <translation>One line for the agent&apos;s screen</translation>
    </message>
    <message>
        <source>Note to the agent</source>
        <translation>Note to the agent</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Show it on the agent&apos;s screen</source>
        <translation>Show it on the agent&apos;s screen</translation>
    </message>
    <message>
        <source>Answers by one key</source>
        <translation>Answers by one key</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Answer %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>not answered yet</source>
        <translation>not answered yet</translation>
    </message>
    <message>
        <source>answered “%1”</source>
        <translation>answered “%1”</translation>
    </message>
    <message>
        <source>read</source>
        <translation>read</translation>
    </message>
    <message>
        <source>%1: “%2”, %3</source>
        <translation>%1: “%2”, %3</translation>
    </message>
</context>
<context>
    <name>NoteShownPane</name>
    <message>
        <source>No note from a supervisor</source>
        <translation>No note from a supervisor</translation>
    </message>
    <message>
        <source>Note from %1</source>
        <translation>Note from %1</translation>
    </message>
    <message>
        <source>a supervisor</source>
        <translation>a supervisor</translation>
    </message>
    <message>
        <source>Answer “%1”</source>
        <translation>Answer “%1”</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
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
        <source>A supervisor can not be heard by the customer. Check the line bridge in the settings.</source>
        <translation>A supervisor can not be heard by the customer. Check the line bridge in the settings.</translation>
    </message>
    <message>
        <source>The line bridge is gone, so the customer may not hear you. Choose your own microphone in the softphone, then check the bridge in the settings.</source>
        <translation>The line bridge is gone, so the customer may not hear you. Choose your own microphone in the softphone, then check the bridge in the settings.</translation>
    </message>
    <message>
        <source>No line bridge is set up: a supervisor can speak to you, but not to the customer. Set one up in the settings if you want it.</source>
        <translation>No line bridge is set up: a supervisor can speak to you, but not to the customer. Set one up in the settings if you want it.</translation>
    </message>
    <message>
        <source>Nothing arrived at the softphone&apos;s side of the bridge. Unmute the device, then check again.</source>
        <translation>Nothing arrived at the softphone&apos;s side of the bridge. Unmute the device, then check again.</translation>
    </message>
    <message>
        <source>The line bridge was never checked. Check it in the settings, outside of a call.</source>
        <translation>The line bridge was never checked. Check it in the settings, outside of a call.</translation>
    </message>
    <message>
        <source>What is played into this output does not arrive at a microphone. Choose a virtual cable or the bridge that Seatmate sets up, then check again.</source>
        <translation>What is played into this output does not arrive at a microphone. Choose a virtual cable or the bridge that Seatmate sets up, then check again.</translation>
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
        <source>This computer&apos;s clock and the server&apos;s are {minutes} min apart. Calling hours and records follow the server&apos;s; tell your administrator.</source>
        <translation>This computer&apos;s clock and the server&apos;s are {minutes} min apart. Calling hours and records follow the server&apos;s; tell your administrator.</translation>
    </message>
    <message>
        <source>The server&apos;s clock is wrong or was just set. Calling hours and dates of records may be wrong; tell your administrator.</source>
        <translation>The server&apos;s clock is wrong or was just set. Calling hours and dates of records may be wrong; tell your administrator.</translation>
    </message>
    <message>
        <source>Rules are judged by their phrases alone: the model for other words is missing. Warnings go on; ask the administrator to verify the models.</source>
        <translation>Rules are judged by their phrases alone: the model for other words is missing. Warnings go on; ask the administrator to verify the models.</translation>
    </message>
    <message>
        <source>This number must not be called now. The start page says why, and who can let the call through.</source>
        <translation>This number must not be called now. The start page says why, and who can let the call through.</translation>
    </message>
    <message>
        <source>The server did not say whether this number may be called. Check it yourself; pressing start again begins the call.</source>
        <translation>The server did not say whether this number may be called. Check it yourself; pressing start again begins the call.</translation>
    </message>
    <message>
        <source>The supervisor&apos;s name or password is wrong. The call stays blocked; try again.</source>
        <translation>The supervisor&apos;s name or password is wrong. The call stays blocked; try again.</translation>
    </message>
    <message>
        <source>A call is let through for a reason only. Enter one; it is kept with the release.</source>
        <translation>A call is let through for a reason only. Enter one; it is kept with the release.</translation>
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
        <source>The headset can not be used. Choose another output in the settings.</source>
        <translation>The headset can not be used. Choose another output in the settings.</translation>
    </message>
    <message>
        <source>The headset&apos;s output is also recorded as the customer&apos;s line, so a supervisor&apos;s words stand there too. Choose another headset output, or let the softphone play into a device of its own.</source>
        <translation>The headset&apos;s output is also recorded as the customer&apos;s line, so a supervisor&apos;s words stand there too. Choose another headset output, or let the softphone play into a device of its own.</translation>
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
        <source>Sound can not be played. Choose another output in the settings.</source>
        <translation>Sound can not be played. Choose another output in the settings.</translation>
    </message>
    <message>
        <source>The output was unplugged, so the call is not heard. Plug it in again.</source>
        <translation>The output was unplugged, so the call is not heard. Plug it in again.</translation>
    </message>
    <message>
        <source>There is no output for sound. Plug in a headset or choose one in the settings.</source>
        <translation>There is no output for sound. Plug in a headset or choose one in the settings.</translation>
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
        <source>A rule pack is past its review date or not in force yet; the others go on. Have compliance look at it.</source>
        <translation>A rule pack is past its review date or not in force yet; the others go on. Have compliance look at it.</translation>
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
        <source>You are not heard. Step in again.</source>
        <translation>You are not heard. Step in again.</translation>
    </message>
    <message>
        <source>Your microphone was unplugged, so you are not heard any more. Plug it in, then step in again.</source>
        <translation>Your microphone was unplugged, so you are not heard any more. Plug it in, then step in again.</translation>
    </message>
    <message>
        <source>The practice call can not go on. End it and begin again.</source>
        <translation>The practice call can not go on. End it and begin again.</translation>
    </message>
    <message>
        <source>This scenario can not be played. Choose another one and tell your trainer.</source>
        <translation>This scenario can not be played. Choose another one and tell your trainer.</translation>
    </message>
    <message>
        <source>This scenario has a mistake. Look at the problems in the editor and correct them.</source>
        <translation>This scenario has a mistake. Look at the problems in the editor and correct them.</translation>
    </message>
    <message>
        <source>This scenario is not there any more. Look at the list again.</source>
        <translation>This scenario is not there any more. Look at the list again.</translation>
    </message>
    <message>
        <source>Training mode refused this. Look at the list again, then try once more.</source>
        <translation>Training mode refused this. Look at the list again, then try once more.</translation>
    </message>
    <message>
        <source>The customer refused the recording of this call, so no scenario is made of it. Choose another one.</source>
        <translation>The customer refused the recording of this call, so no scenario is made of it. Choose another one.</translation>
    </message>
    <message>
        <source>Somebody else has written this draft meanwhile. Open it again, then repeat your change.</source>
        <translation>Somebody else has written this draft meanwhile. Open it again, then repeat your change.</translation>
    </message>
    <message>
        <source>This scenario is in another language. Choose one in the language of your calls.</source>
        <translation>This scenario is in another language. Choose one in the language of your calls.</translation>
    </message>
    <message>
        <source>There is nothing of this any more. Look at the list again.</source>
        <translation>There is nothing of this any more. Look at the list again.</translation>
    </message>
    <message>
        <source>This call has no report: it was practised without a simulated customer. Choose a scenario next time.</source>
        <translation>This call has no report: it was practised without a simulated customer. Choose a scenario next time.</translation>
    </message>
    <message>
        <source>Lines are typed in practice calls only. Speak to the customer.</source>
        <translation>Lines are typed in practice calls only. Speak to the customer.</translation>
    </message>
    <message>
        <source>The scenario is kept, but the playbook&apos;s draft has a mistake elsewhere and can not take it. Tell an author.</source>
        <translation>The scenario is kept, but the playbook&apos;s draft has a mistake elsewhere and can not take it. Tell an author.</translation>
    </message>
    <message>
        <source>Your role or your team does not allow this. Ask the trainer of that team.</source>
        <translation>Your role or your team does not allow this. Ask the trainer of that team.</translation>
    </message>
    <message>
        <source>The report is still being made. Wait a moment, it comes by itself.</source>
        <translation>The report is still being made. Wait a moment, it comes by itself.</translation>
    </message>
    <message>
        <source>This value can not be. Correct it and try again.</source>
        <translation>This value can not be. Correct it and try again.</translation>
    </message>
    <message>
        <source>The speech engine failed, so the customer writes. Go on typing or speaking; tell your administrator.</source>
        <translation>The speech engine failed, so the customer writes. Go on typing or speaking; tell your administrator.</translation>
    </message>
    <message>
        <source>The server has no speech engine, so the customer writes. The administrator can install one; practice goes on.</source>
        <translation>The server has no speech engine, so the customer writes. The administrator can install one; practice goes on.</translation>
    </message>
    <message>
        <source>This voice is not installed, so the customer writes. Practice goes on; tell your administrator.</source>
        <translation>This voice is not installed, so the customer writes. Practice goes on; tell your administrator.</translation>
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
    <message>
        <source>The server does not allow this step into the call. Choose another one, or ask the administrator.</source>
        <translation>The server does not allow this step into the call. Choose another one, or ask the administrator.</translation>
    </message>
    <message>
        <source>The agent&apos;s workstation is away or does not answer. Try again when it is back.</source>
        <translation>The agent&apos;s workstation is away or does not answer. Try again when it is back.</translation>
    </message>
    <message>
        <source>Too many wishes at once. Wait a few seconds, then try again.</source>
        <translation>Too many wishes at once. Wait a few seconds, then try again.</translation>
    </message>
    <message>
        <source>This bookmark or note is gone. Open the call again.</source>
        <translation>This bookmark or note is gone. Open the call again.</translation>
    </message>
    <message>
        <source>A coaching note has 1 to 1000 characters. Write it shorter.</source>
        <translation>A coaching note has 1 to 1000 characters. Write it shorter.</translation>
    </message>
    <message>
        <source>This call is over. Open another one.</source>
        <translation>This call is over. Open another one.</translation>
    </message>
    <message>
        <source>The connection was lost for a moment, so you left the call. Enter it again if you still need to.</source>
        <translation>The connection was lost for a moment, so you left the call. Enter it again if you still need to.</translation>
    </message>
    <message>
        <source>The agent&apos;s workstation has no line bridge, so the customer can not hear you. Whisper or send a note.</source>
        <translation>The agent&apos;s workstation has no line bridge, so the customer can not hear you. Whisper or send a note.</translation>
    </message>
    <message>
        <source>The agent&apos;s headset can not be reached. Send a note instead.</source>
        <translation>The agent&apos;s headset can not be reached. Send a note instead.</translation>
    </message>
    <message>
        <source>A note has 1 to 200 characters. Write it shorter.</source>
        <translation>A note has 1 to 200 characters. Write it shorter.</translation>
    </message>
    <message>
        <source>Too many notes in a short time. Wait a few seconds, then send it again.</source>
        <translation>Too many notes in a short time. Wait a few seconds, then send it again.</translation>
    </message>
    <message>
        <source>This is your own call. Ask another supervisor for help.</source>
        <translation>This is your own call. Ask another supervisor for help.</translation>
    </message>
    <message>
        <source>There is no queue of this name any more. Choose another one.</source>
        <translation>There is no queue of this name any more. Choose another one.</translation>
    </message>
    <message>
        <source>A reason is needed. Write one, then try again.</source>
        <translation>A reason is needed. Write one, then try again.</translation>
    </message>
    <message>
        <source>You took this mode at another place. Go on there, or take it again here.</source>
        <translation>You took this mode at another place. Go on there, or take it again here.</translation>
    </message>
    <message>
        <source>You have no right to this for this team. Ask the administrator for it.</source>
        <translation>You have no right to this for this team. Ask the administrator for it.</translation>
    </message>
    <message>
        <source>Your right to this has ended. Ask the administrator for a new one.</source>
        <translation>Your right to this has ended. Ask the administrator for a new one.</translation>
    </message>
    <message>
        <source>This server makes no training scenarios. Ask the administrator.</source>
        <translation>This server makes no training scenarios. Ask the administrator.</translation>
    </message>
    <message>
        <source>{name} speaks in this call already. Listen, or wait until they leave.</source>
        <translation>{name} speaks in this call already. Listen, or wait until they leave.</translation>
    </message>
    <message>
        <source>Your voice does not arrive as it should. Leave the mode and take it again.</source>
        <translation>Your voice does not arrive as it should. Leave the mode and take it again.</translation>
    </message>
    <message>
        <source>This transfer is over or was answered already. Go on with the call.</source>
        <translation>This transfer is over or was answered already. Go on with the call.</translation>
    </message>
    <message>
        <source>A transfer of this call is under way already. Take it back first.</source>
        <translation>A transfer of this call is under way already. Take it back first.</translation>
    </message>
    <message>
        <source>Too many calls are open. Close one first.</source>
        <translation>Too many calls are open. Close one first.</translation>
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
        <source>Who speaks to the customer</source>
        <translation>Who speaks to the customer</translation>
    </message>
    <message>
        <source>Coaching notes</source>
        <translation>Coaching notes</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Practice call</source>
        <translation>Practice call</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>Note from a supervisor</source>
        <translation>Note from a supervisor</translation>
    </message>
    <message>
        <source>Raised hand</source>
        <translation>Raised hand</translation>
    </message>
    <message>
        <source>Transfer to an expert</source>
        <translation>Transfer to an expert</translation>
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
        <source>What you type</source>
        <translation>What you type</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
</context>
<context>
    <name>PracticePane</name>
    <message>
        <source>Stop the voice</source>
        <translation>Stop the voice</translation>
    </message>
    <message>
        <source>Practice call</source>
        <translation>Practice call</translation>
    </message>
    <message>
        <source>Practice: %1</source>
        <translation>Practice: %1</translation>
    </message>
    <message>
        <source>Your goal: %1</source>
        <translation>Your goal: %1</translation>
    </message>
    <message>
        <source>Exam: suggestions, alerts, mood, checklist and cards are off. They are recorded for the report.</source>
        <translation>Exam: suggestions, alerts, mood, checklist and cards are off. They are recorded for the report.</translation>
    </message>
    <message>
        <source>The practice call is over</source>
        <translation>The practice call is over</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The customer speaks</source>
        <translation>The customer speaks</translation>
    </message>
    <message>
        <source>The customer writes</source>
        <translation>The customer writes</translation>
    </message>
    <message>
        <source>The customer listens</source>
        <translation>The customer listens</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>Try it</source>
        <translation>Try it</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>Difficulty</translation>
    </message>
    <message>
        <source>Type as the agent; the customer answers as the text says now. Nothing is kept.</source>
        <translation>Type as the agent; the customer answers as the text says now. Nothing is kept.</translation>
    </message>
    <message>
        <source>What the agent says</source>
        <translation>What the agent says</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>Say</translation>
    </message>
    <message>
        <source>The customer calls in: you greet first.</source>
        <translation>The customer calls in: you greet first.</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>From the beginning</translation>
    </message>
    <message>
        <source>Let the three built-in agents play it</source>
        <translation>Let the three built-in agents play it</translation>
    </message>
    <message>
        <source>The preview has ended: %1</source>
        <translation>The preview has ended: %1</translation>
    </message>
    <message>
        <source>The built-in agents are playing…</source>
        <translation>The built-in agents are playing…</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>the good agent: %1</source>
        <translation>the good agent: %1</translation>
    </message>
    <message>
        <source>the bad one: %1</source>
        <translation>the bad one: %1</translation>
    </message>
    <message>
        <source>the silent one: %1</source>
        <translation>the silent one: %1</translation>
    </message>
    <message>
        <source>Even the good agent does not say: %1. Put it into a best answer, or under “Left out”.</source>
        <translation>Even the good agent does not say: %1. Put it into a best answer, or under “Left out”.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>You: %1</translation>
    </message>
    <message>
        <source>mood %1</source>
        <translation>mood %1</translation>
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
    <message>
        <source>article</source>
        <translation>article</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>reply</translation>
    </message>
    <message>
        <source>product</source>
        <translation>product</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>rule</translation>
    </message>
    <message>
        <source>intent</source>
        <translation>intent</translation>
    </message>
    <message>
        <source>checklist</source>
        <translation>checklist</translation>
    </message>
    <message>
        <source>everyday words</source>
        <translation>everyday words</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
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
        <source>Wall-board</source>
        <translation>Wall-board</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>Practise</translation>
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
        <source>To call</source>
        <translation>To call</translation>
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
        <source>Not ready</source>
        <translation>Not ready</translation>
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
        <source>not enrolled yet</source>
        <translation>not enrolled yet</translation>
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
        <source>I am calling</source>
        <translation>I am calling</translation>
    </message>
    <message>
        <source>Mark the next call as one that you make: calling hours and numbers of calls are checked</source>
        <translation>Mark the next call as one that you make: calling hours and numbers of calls are checked</translation>
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
    <name>RealCallsCard</name>
    <message>
        <source>Draft a scenario from a real call</source>
        <translation>Draft a scenario from a real call</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>The draft is being made…</source>
        <translation>The draft is being made…</translation>
    </message>
    <message>
        <source>The calls are being fetched…</source>
        <translation>The calls are being fetched…</translation>
    </message>
    <message>
        <source>In this house no scenario is drafted from real calls. The administrator can allow it.</source>
        <translation>In this house no scenario is drafted from real calls. The administrator can allow it.</translation>
    </message>
    <message>
        <source>There is no call yet. When a supervisor of your team marks a call with a bookmark or a note, it stands here.</source>
        <translation>There is no call yet. When a supervisor of your team marks a call with a bookmark or a note, it stands here.</translation>
    </message>
    <message>
        <source>You see no word of a call. In the draft, names, numbers and dates are made up, and answers are approved replies; read it before you publish it.</source>
        <translation>You see no word of a call. In the draft, names, numbers and dates are made up, and answers are approved replies; read it before you publish it.</translation>
    </message>
    <message>
        <source>Topic not known</source>
        <translation>Topic not known</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>ended %1</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Bookmark</translation>
    </message>
    <message>
        <source>Coaching note</source>
        <translation>Coaching note</translation>
    </message>
    <message>
        <source>Drafted</source>
        <translation>Drafted</translation>
    </message>
    <message>
        <source>Draft again</source>
        <translation>Draft again</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Draft a scenario: %1</source>
        <translation>Draft a scenario: %1</translation>
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
    <name>ReportPage</name>
    <message>
        <source>Keep the report as PDF</source>
        <translation>Keep the report as PDF</translation>
    </message>
    <message>
        <source>Keep the report as JSON</source>
        <translation>Keep the report as JSON</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Attempt</translation>
    </message>
    <message>
        <source>Keep as PDF</source>
        <translation>Keep as PDF</translation>
    </message>
    <message>
        <source>Keep as JSON</source>
        <translation>Keep as JSON</translation>
    </message>
    <message>
        <source>The simulated customer&apos;s mood</source>
        <translation>The simulated customer&apos;s mood</translation>
    </message>
    <message>
        <source>Attempts at this scenario</source>
        <translation>Attempts at this scenario</translation>
    </message>
    <message>
        <source>Practise this next</source>
        <translation>Practise this next</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>What went well, what to practise; the trainee reads it</source>
        <translation>What went well, what to practise; the trainee reads it</translation>
    </message>
    <message>
        <source>Sign the report</source>
        <translation>Sign the report</translation>
    </message>
    <message>
        <source>The report could not be kept: %1. Choose another place.</source>
        <translation>The report could not be kept: %1. Choose another place.</translation>
    </message>
    <message>
        <source>Kept: %1</source>
        <translation>Kept: %1</translation>
    </message>
    <message>
        <source>Choose an attempt</source>
        <translation>Choose an attempt</translation>
    </message>
    <message>
        <source>Attempts of %1</source>
        <translation>Attempts of %1</translation>
    </message>
    <message>
        <source>My attempts</source>
        <translation>My attempts</translation>
    </message>
    <message>
        <source>The report is being written…</source>
        <translation>The report is being written…</translation>
    </message>
    <message>
        <source>There is no connection to the server. Reports can be read when it is back.</source>
        <translation>There is no connection to the server. Reports can be read when it is back.</translation>
    </message>
    <message>
        <source>No finished practice call yet. Choose a scenario and begin.</source>
        <translation>No finished practice call yet. Choose a scenario and begin.</translation>
    </message>
    <message>
        <source>Choose an attempt to read its report.</source>
        <translation>Choose an attempt to read its report.</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>passed</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>not passed</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>signed</translation>
    </message>
    <message>
        <source>Next: %1. It practises “%2”, the weakest line.</source>
        <translation>Next: %1. It practises “%2”, the weakest line.</translation>
    </message>
    <message>
        <source>Next: %1.</source>
        <translation>Next: %1.</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 of 100</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Not counted</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Goal: %1</source>
        <translation>Goal: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message>
        <source>pass mark %1</source>
        <translation>pass mark %1</translation>
    </message>
    <message>
        <source>The trainer&apos;s comment</source>
        <translation>The trainer&apos;s comment</translation>
    </message>
    <message>
        <source>Signed by %1, %2</source>
        <translation>Signed by %1, %2</translation>
    </message>
    <message>
        <source>Not signed yet</source>
        <translation>Not signed yet</translation>
    </message>
</context>
<context>
    <name>ReportPdf</name>
    <message>
        <source>Training report</source>
        <translation>Training report</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>pass mark %1</source>
        <translation>pass mark %1</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>passed</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>not passed</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>not counted</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 of 100</translation>
    </message>
    <message>
        <source>Goal: %1</source>
        <translation>Goal: %1</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>Line by line</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>weight %1</translation>
    </message>
    <message>
        <source>not in this call</source>
        <translation>not in this call</translation>
    </message>
    <message>
        <source>Mood of the simulated customer</source>
        <translation>Mood of the simulated customer</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Time line</translation>
    </message>
    <message>
        <source>Better next time</source>
        <translation>Better next time</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>Said</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Better</translation>
    </message>
    <message>
        <source>Attempts at this scenario</source>
        <translation>Attempts at this scenario</translation>
    </message>
    <message>
        <source>Nothing was found that should have been said otherwise.</source>
        <translation>Nothing was found that should have been said otherwise.</translation>
    </message>
    <message>
        <source>Beside the best recorded handling</source>
        <translation>Beside the best recorded handling</translation>
    </message>
    <message>
        <source>Nobody has handled this scenario better yet.</source>
        <translation>Nobody has handled this scenario better yet.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>This call</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Best</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>What was said there</source>
        <translation>What was said there</translation>
    </message>
    <message>
        <source>The trainer</source>
        <translation>The trainer</translation>
    </message>
    <message>
        <source>Signed by %1, %2</source>
        <translation>Signed by %1, %2</translation>
    </message>
    <message>
        <source>Not signed yet</source>
        <translation>Not signed yet</translation>
    </message>
</context>
<context>
    <name>RubricPart</name>
    <message>
        <source>Line by line</source>
        <translation>Line by line</translation>
    </message>
    <message>
        <source>not in this call</source>
        <translation>not in this call</translation>
    </message>
    <message>
        <source>%1: %2 of 100</source>
        <translation>%1: %2 of 100</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>weight %1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>ScenarioCard</name>
    <message>
        <source>not tried yet</source>
        <translation>not tried yet</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message>
        <source>, best %1</source>
        <translation>, best %1</translation>
    </message>
    <message>
        <source>starts %1</source>
        <translation>starts %1</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message>
        <source>Assigned by %1</source>
        <translation>Assigned by %1</translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n day(s)</source>
        <translation>
            <numerusform>Overdue by %n day</numerusform>
            <numerusform>Overdue by %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Due today</translation>
    </message>
    <message numerus="yes">
        <source>Due %1, in %n day(s)</source>
        <translation>
            <numerusform>Due %1, in %n day</numerusform>
            <numerusform>Due %1, in %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Recommended: practises “%1”</source>
        <translation>Recommended: practises “%1”</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Recommended</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>Draft, only trainers see it</source>
        <translation>Draft, only trainers see it</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>chosen</translation>
    </message>
</context>
<context>
    <name>ScenarioFields</name>
    <message>
        <source>Title and goal</source>
        <translation>Title and goal</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>The customer</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>Hidden need</source>
        <translation>Hidden need</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Objections</source>
        <translation>Objections</translation>
    </message>
    <message>
        <source>Traps</source>
        <translation>Traps</translation>
    </message>
    <message>
        <source>Told when asked</source>
        <translation>Told when asked</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>Wordings</source>
        <translation>Wordings</translation>
    </message>
    <message>
        <source>Difficulties</source>
        <translation>Difficulties</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Weights</translation>
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
        <source>Goal of the trainee</source>
        <translation>Goal of the trainee</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Mood at first, -1 to 1</source>
        <translation>Mood at first, -1 to 1</translation>
    </message>
    <message>
        <source>Pass mark</source>
        <translation>Pass mark</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Manner</source>
        <translation>Manner</translation>
    </message>
    <message>
        <source>Knows of the trade</source>
        <translation>Knows of the trade</translation>
    </message>
    <message>
        <source>Patience, 0 to 1</source>
        <translation>Patience, 0 to 1</translation>
    </message>
    <message>
        <source>Facts, one in each line: name = how it is said</source>
        <translation>Facts, one in each line: name = how it is said</translation>
    </message>
    <message>
        <source>Names of the facts given when asked who it is</source>
        <translation>Names of the facts given when asked who it is</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>What the customer says, at least three wordings, one in each line</source>
        <translation>What the customer says, at least three wordings, one in each line</translation>
    </message>
    <message>
        <source>In a bad mood, at least two wordings</source>
        <translation>In a bad mood, at least two wordings</translation>
    </message>
    <message>
        <source>Figures of the right answer, separated by commas</source>
        <translation>Figures of the right answer, separated by commas</translation>
    </message>
    <message>
        <source>Words of the right answer: one of each line must be said</source>
        <translation>Words of the right answer: one of each line must be said</translation>
    </message>
    <message>
        <source>The best answer</source>
        <translation>The best answer</translation>
    </message>
    <message>
        <source>Comes after question</source>
        <translation>Comes after question</translation>
    </message>
    <message>
        <source>From difficulty</source>
        <translation>From difficulty</translation>
    </message>
    <message>
        <source>Kind of trap</source>
        <translation>Kind of trap</translation>
    </message>
    <message>
        <source>Right handling: one of each line must be said</source>
        <translation>Right handling: one of each line must be said</translation>
    </message>
    <message>
        <source>Words of falling for it, separated by commas</source>
        <translation>Words of falling for it, separated by commas</translation>
    </message>
    <message>
        <source>What falling for it sounds like</source>
        <translation>What falling for it sounds like</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Questions answered (* for all)</source>
        <translation>Questions answered (* for all)</translation>
    </message>
    <message>
        <source>Objections resolved (* for all)</source>
        <translation>Objections resolved (* for all)</translation>
    </message>
    <message>
        <source>Traps handled (* for all)</source>
        <translation>Traps handled (* for all)</translation>
    </message>
    <message>
        <source>Any of these traps fallen for</source>
        <translation>Any of these traps fallen for</translation>
    </message>
    <message>
        <source>The customer was identified</source>
        <translation>The customer was identified</translation>
    </message>
    <message>
        <source>Goodbye was said</source>
        <translation>Goodbye was said</translation>
    </message>
    <message>
        <source>Customer&apos;s record (id); empty: none</source>
        <translation>Customer&apos;s record (id); empty: none</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>Who calls</translation>
    </message>
    <message>
        <source>Draft: only trainers see it</source>
        <translation>Draft: only trainers see it</translation>
    </message>
    <message>
        <source>Left out: checklist items that do not count here, separated by commas</source>
        <translation>Left out: checklist items that do not count here, separated by commas</translation>
    </message>
    <message>
        <source>Key of the first words</source>
        <translation>Key of the first words</translation>
    </message>
    <message>
        <source>Dialect, one in each line: standard word = own word</source>
        <translation>Dialect, one in each line: standard word = own word</translation>
    </message>
    <message>
        <source>Installed voice (name); empty: the engine&apos;s own</source>
        <translation>Installed voice (name); empty: the engine&apos;s own</translation>
    </message>
    <message>
        <source>Variant of the built-in voice: m3, f2 …</source>
        <translation>Variant of the built-in voice: m3, f2 …</translation>
    </message>
    <message>
        <source>Pitch, 0 to 99</source>
        <translation>Pitch, 0 to 99</translation>
    </message>
    <message>
        <source>Words a minute</source>
        <translation>Words a minute</translation>
    </message>
    <message>
        <source>Loudness, per cent</source>
        <translation>Loudness, per cent</translation>
    </message>
    <message>
        <source>What is not told unasked (for the report)</source>
        <translation>What is not told unasked (for the report)</translation>
    </message>
    <message>
        <source>Words of the agent that bring it out, separated by commas</source>
        <translation>Words of the agent that bring it out, separated by commas</translation>
    </message>
    <message>
        <source>Acts that bring it out, separated by commas</source>
        <translation>Acts that bring it out, separated by commas</translation>
    </message>
    <message>
        <source>Said again, at least two wordings, one in each line</source>
        <translation>Said again, at least two wordings, one in each line</translation>
    </message>
    <message>
        <source>Checklist items that answer it, separated by commas</source>
        <translation>Checklist items that answer it, separated by commas</translation>
    </message>
    <message>
        <source>Approved replies that answer it, separated by commas</source>
        <translation>Approved replies that answer it, separated by commas</translation>
    </message>
    <message>
        <source>Acts that must be there, separated by commas</source>
        <translation>Acts that must be there, separated by commas</translation>
    </message>
    <message>
        <source>Further figures that are right, separated by commas</source>
        <translation>Further figures that are right, separated by commas</translation>
    </message>
    <message>
        <source>Words that make an answer wrong, separated by commas</source>
        <translation>Words that make an answer wrong, separated by commas</translation>
    </message>
    <message>
        <source>Key of what is said when it is settled</source>
        <translation>Key of what is said when it is settled</translation>
    </message>
    <message>
        <source>Key of what is said when it is fallen for</source>
        <translation>Key of what is said when it is fallen for</translation>
    </message>
    <message>
        <source>Counts in the rubric line</source>
        <translation>Counts in the rubric line</translation>
    </message>
    <message>
        <source>Only while the mood is below</source>
        <translation>Only while the mood is below</translation>
    </message>
    <message>
        <source>Only while the mood is above</source>
        <translation>Only while the mood is above</translation>
    </message>
    <message>
        <source>Alert categories of falling for it, separated by commas</source>
        <translation>Alert categories of falling for it, separated by commas</translation>
    </message>
    <message>
        <source>Right handling: figures, separated by commas</source>
        <translation>Right handling: figures, separated by commas</translation>
    </message>
    <message>
        <source>Right handling: checklist items, separated by commas</source>
        <translation>Right handling: checklist items, separated by commas</translation>
    </message>
    <message>
        <source>Right handling: approved replies, separated by commas</source>
        <translation>Right handling: approved replies, separated by commas</translation>
    </message>
    <message>
        <source>Right handling: acts, separated by commas</source>
        <translation>Right handling: acts, separated by commas</translation>
    </message>
    <message>
        <source>Words of the agent&apos;s question, separated by commas</source>
        <translation>Words of the agent&apos;s question, separated by commas</translation>
    </message>
    <message>
        <source>The hidden need came out</source>
        <translation>The hidden need came out</translation>
    </message>
    <message>
        <source>Checklist items done, separated by commas</source>
        <translation>Checklist items done, separated by commas</translation>
    </message>
    <message>
        <source>Acts, one in each line: act = how often at least</source>
        <translation>Acts, one in each line: act = how often at least</translation>
    </message>
    <message>
        <source>At least so many wrong answers</source>
        <translation>At least so many wrong answers</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Easy: patience</source>
        <translation>Easy: patience</translation>
    </message>
    <message>
        <source>Easy: mood at first</source>
        <translation>Easy: mood at first</translation>
    </message>
    <message>
        <source>Easy: how fast the mood moves (1 as written)</source>
        <translation>Easy: how fast the mood moves (1 as written)</translation>
    </message>
    <message>
        <source>Easy: only these objections (- for none)</source>
        <translation>Easy: only these objections (- for none)</translation>
    </message>
    <message>
        <source>Easy: only these traps (- for none)</source>
        <translation>Easy: only these traps (- for none)</translation>
    </message>
    <message>
        <source>Normal: patience</source>
        <translation>Normal: patience</translation>
    </message>
    <message>
        <source>Normal: mood at first</source>
        <translation>Normal: mood at first</translation>
    </message>
    <message>
        <source>Normal: how fast the mood moves (1 as written)</source>
        <translation>Normal: how fast the mood moves (1 as written)</translation>
    </message>
    <message>
        <source>Normal: only these objections (- for none)</source>
        <translation>Normal: only these objections (- for none)</translation>
    </message>
    <message>
        <source>Normal: only these traps (- for none)</source>
        <translation>Normal: only these traps (- for none)</translation>
    </message>
    <message>
        <source>Hard: patience</source>
        <translation>Hard: patience</translation>
    </message>
    <message>
        <source>Hard: mood at first</source>
        <translation>Hard: mood at first</translation>
    </message>
    <message>
        <source>Hard: how fast the mood moves (1 as written)</source>
        <translation>Hard: how fast the mood moves (1 as written)</translation>
    </message>
    <message>
        <source>Hard: only these objections (- for none)</source>
        <translation>Hard: only these objections (- for none)</translation>
    </message>
    <message>
        <source>Hard: only these traps (- for none)</source>
        <translation>Hard: only these traps (- for none)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>something</source>
        <translation>something</translation>
    </message>
    <message>
        <source>a lot</source>
        <translation>a lot</translation>
    </message>
    <message>
        <source>wants a guarantee</source>
        <translation>wants a guarantee</translation>
    </message>
    <message>
        <source>reads a card number aloud</source>
        <translation>reads a card number aloud</translation>
    </message>
    <message>
        <source>speaks of a “safe account”</source>
        <translation>speaks of a “safe account”</translation>
    </message>
    <message>
        <source>wants a secret kept</source>
        <translation>wants a secret kept</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>something else</translation>
    </message>
    <message>
        <source>success</source>
        <translation>success</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>failure</translation>
    </message>
    <message>
        <source>the customer calls</source>
        <translation>the customer calls</translation>
    </message>
    <message>
        <source>the house calls</source>
        <translation>the house calls</translation>
    </message>
</context>
<context>
    <name>ScenarioForm</name>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Part of the scenario</source>
        <translation>Part of the scenario</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>The text can not be read at line %1. Correct it there, then the form goes on.</source>
        <translation>The text can not be read at line %1. Correct it there, then the form goes on.</translation>
    </message>
    <message>
        <source>The text can not be read. Correct it there, then the form goes on.</source>
        <translation>The text can not be read. Correct it there, then the form goes on.</translation>
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
        <source>Keys in the window</source>
        <translation>Keys in the window</translation>
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
    <name>SpeakerPane</name>
    <message>
        <source>%1 speaks to the customer. You are muted.</source>
        <translation>%1 speaks to the customer. You are muted.</translation>
    </message>
    <message>
        <source>%1 speaks in the call. You and the customer hear it.</source>
        <translation>%1 speaks in the call. You and the customer hear it.</translation>
    </message>
    <message>
        <source>%1 whispers to you. The customer does not hear it.</source>
        <translation>%1 whispers to you. The customer does not hear it.</translation>
    </message>
    <message>
        <source>A supervisor</source>
        <translation>A supervisor</translation>
    </message>
    <message>
        <source>You speak to the customer</source>
        <translation>You speak to the customer</translation>
    </message>
    <message>
        <source>You speak to the customer again</source>
        <translation>You speak to the customer again</translation>
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
        <source>PRACTICE</source>
        <translation>PRACTICE</translation>
    </message>
    <message>
        <source>A practice call: the customer is simulated</source>
        <translation>A practice call: the customer is simulated</translation>
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
        <source>Nobody listens to you any more</source>
        <translation>Nobody listens to you any more</translation>
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
        <source>Not enrolled</source>
        <translation>Not enrolled</translation>
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
    <name>SupervisorSound</name>
    <message>
        <source>The microphone was unplugged</source>
        <translation>The microphone was unplugged</translation>
    </message>
</context>
<context>
    <name>TimelinePart</name>
    <message numerus="yes">
        <source>Time line, %n moment(s) missed</source>
        <translation>
            <numerusform>Time line, %n moment missed</numerusform>
            <numerusform>Time line, %n moments missed</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Greeting</source>
        <translation>Greeting</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>Identification</translation>
    </message>
    <message>
        <source>Finding the need</source>
        <translation>Finding the need</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Knowledge</translation>
    </message>
    <message>
        <source>Objections</source>
        <translation>Objections</translation>
    </message>
    <message>
        <source>Disclosures</source>
        <translation>Disclosures</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>Words of empathy</source>
        <translation>Words of empathy</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Closing</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Pace</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Silence</translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation>Interruptions</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Length</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Sale</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Collection</translation>
    </message>
    <message>
        <source>Fraud attempt</source>
        <translation>Fraud attempt</translation>
    </message>
    <message>
        <source>Vulnerable customer</source>
        <translation>Vulnerable customer</translation>
    </message>
    <message>
        <source>Regulated advice</source>
        <translation>Regulated advice</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>calm</translation>
    </message>
    <message>
        <source>pleased</source>
        <translation>pleased</translation>
    </message>
    <message>
        <source>unhappy</source>
        <translation>unhappy</translation>
    </message>
    <message>
        <source>anxious</source>
        <translation>anxious</translation>
    </message>
    <message>
        <source>angry</source>
        <translation>angry</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>Easy</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Hard</translation>
    </message>
    <message>
        <source>Help is shown</source>
        <translation>Help is shown</translation>
    </message>
    <message>
        <source>Hint after 5 s</source>
        <translation>Hint after 5 s</translation>
    </message>
    <message>
        <source>Exam: help is off</source>
        <translation>Exam: help is off</translation>
    </message>
    <message>
        <source>Goal reached</source>
        <translation>Goal reached</translation>
    </message>
    <message>
        <source>Goal missed</source>
        <translation>Goal missed</translation>
    </message>
    <message>
        <source>The customer hung up</source>
        <translation>The customer hung up</translation>
    </message>
    <message>
        <source>Time was up</source>
        <translation>Time was up</translation>
    </message>
    <message>
        <source>Ended by the agent</source>
        <translation>Ended by the agent</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Still open</translation>
    </message>
    <message>
        <source>The call broke off</source>
        <translation>The call broke off</translation>
    </message>
    <message>
        <source>Left before it had begun: not counted as an attempt</source>
        <translation>Left before it had begun: not counted as an attempt</translation>
    </message>
    <message>
        <source>the customer lost patience</source>
        <translation>the customer lost patience</translation>
    </message>
    <message>
        <source>the customer felt insulted</source>
        <translation>the customer felt insulted</translation>
    </message>
    <message>
        <source>nothing was said for too long</source>
        <translation>nothing was said for too long</translation>
    </message>
    <message>
        <source>the talk left the subject</source>
        <translation>the talk left the subject</translation>
    </message>
    <message>
        <source>the call took too long</source>
        <translation>the call took too long</translation>
    </message>
    <message>
        <source>goodbye was said too early</source>
        <translation>goodbye was said too early</translation>
    </message>
    <message>
        <source>something stayed unanswered</source>
        <translation>something stayed unanswered</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alert</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>Objection</translation>
    </message>
    <message>
        <source>Trap</source>
        <translation>Trap</translation>
    </message>
    <message>
        <source>Interruption</source>
        <translation>Interruption</translation>
    </message>
    <message>
        <source>Customer&apos;s mood</source>
        <translation>Customer&apos;s mood</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>This value is too small or too large.</source>
        <translation>This value is too small or too large.</translation>
    </message>
    <message>
        <source>This must not be empty.</source>
        <translation>This must not be empty.</translation>
    </message>
    <message>
        <source>This is in another language than the scenario.</source>
        <translation>This is in another language than the scenario.</translation>
    </message>
    <message>
        <source>This names something that is not there.</source>
        <translation>This names something that is not there.</translation>
    </message>
    <message>
        <source>This contradicts the facts, the persona or the customer&apos;s record.</source>
        <translation>This contradicts the facts, the persona or the customer&apos;s record.</translation>
    </message>
    <message>
        <source>This id is empty, used twice, or another than the scenario&apos;s.</source>
        <translation>This id is empty, used twice, or another than the scenario&apos;s.</translation>
    </message>
    <message>
        <source>A trap of this kind needs the words that count.</source>
        <translation>A trap of this kind needs the words that count.</translation>
    </message>
    <message>
        <source>This can never be reached.</source>
        <translation>This can never be reached.</translation>
    </message>
    <message>
        <source>Nothing counts as an answer to this.</source>
        <translation>Nothing counts as an answer to this.</translation>
    </message>
    <message>
        <source>There is no figure in this.</source>
        <translation>There is no figure in this.</translation>
    </message>
    <message>
        <source>The best answer does not count as an answer, or would be warned of.</source>
        <translation>The best answer does not count as an answer, or would be warned of.</translation>
    </message>
    <message>
        <source>The bad answer would not be noticed.</source>
        <translation>The bad answer would not be noticed.</translation>
    </message>
    <message>
        <source>There are too few wordings of this.</source>
        <translation>There are too few wordings of this.</translation>
    </message>
    <message>
        <source>This needs a fact that is not there.</source>
        <translation>This needs a fact that is not there.</translation>
    </message>
    <message>
        <source>Nobody says this.</source>
        <translation>Nobody says this.</translation>
    </message>
    <message>
        <source>This is too long for one breath.</source>
        <translation>This is too long for one breath.</translation>
    </message>
    <message>
        <source>The weights can not be so.</source>
        <translation>The weights can not be so.</translation>
    </message>
    <message>
        <source>This can not be read.</source>
        <translation>This can not be read.</translation>
    </message>
</context>
<context>
    <name>TrainingShort</name>
    <message>
        <source>Greet</source>
        <translation>Greet</translation>
    </message>
    <message>
        <source>Ident</source>
        <translation>Ident</translation>
    </message>
    <message>
        <source>Need</source>
        <translation>Need</translation>
    </message>
    <message>
        <source>Know</source>
        <translation>Know</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>Discl</source>
        <translation>Discl</translation>
    </message>
    <message>
        <source>Compl</source>
        <translation>Compl</translation>
    </message>
    <message>
        <source>Empath</source>
        <translation>Empath</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Pace</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Silent</translation>
    </message>
    <message>
        <source>Interr</source>
        <translation>Interr</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Length</translation>
    </message>
</context>
<context>
    <name>TrainingWindow</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>Practise</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Scenarios</translation>
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
<context>
    <name>TransferForm</name>
    <message>
        <source>Expert queue</source>
        <translation>Expert queue</translation>
    </message>
    <message>
        <source>A word for the expert; the summary goes with it</source>
        <translation>A word for the expert; the summary goes with it</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>Ask this queue to take the call</source>
        <translation>Ask this queue to take the call</translation>
    </message>
    <message>
        <source>%1 (answers within %2 s)</source>
        <translation>%1 (answers within %2 s)</translation>
    </message>
    <message>
        <source>The telephone system moves the line; Seatmate moves the knowledge.</source>
        <translation>The telephone system moves the line; Seatmate moves the knowledge.</translation>
    </message>
    <message>
        <source>The house has no expert queues yet; ask the administrator.</source>
        <translation>The house has no expert queues yet; ask the administrator.</translation>
    </message>
</context>
<context>
    <name>TransferLine</name>
    <message>
        <source>Transfer to %1 asked</source>
        <translation>Transfer to %1 asked</translation>
    </message>
    <message>
        <source>%2 takes the call for %1: put it through now</source>
        <translation>%2 takes the call for %1: put it through now</translation>
    </message>
    <message>
        <source>%1 declines. Keep the call, or ask another queue.</source>
        <translation>%1 declines. Keep the call, or ask another queue.</translation>
    </message>
    <message>
        <source>The transfer to %1 was taken back.</source>
        <translation>The transfer to %1 was taken back.</translation>
    </message>
    <message>
        <source>Handed over to %1.</source>
        <translation>Handed over to %1.</translation>
    </message>
    <message>
        <source>Nobody at %1 answered in time. Keep the call, or ask another queue.</source>
        <translation>Nobody at %1 answered in time. Keep the call, or ask another queue.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Decline</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Waiting longer than the house&apos;s target</source>
        <translation>Waiting longer than the house&apos;s target</translation>
    </message>
    <message>
        <source>Waiting, and the house&apos;s target</source>
        <translation>Waiting, and the house&apos;s target</translation>
    </message>
</context>
<context>
    <name>TransferPane</name>
    <message>
        <source>Transfer to an expert</source>
        <translation>Transfer to an expert</translation>
    </message>
    <message>
        <source>Ask whom to take the call?</source>
        <translation>Ask whom to take the call?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>%1: answers within %2 s</source>
        <translation>%1: answers within %2 s</translation>
    </message>
    <message>
        <source>The expert receives the call so far. Stay on the line until the call is put through.</source>
        <translation>The expert receives the call so far. Stay on the line until the call is put through.</translation>
    </message>
    <message>
        <source>The house has no expert queues yet; raise the hand instead.</source>
        <translation>The house has no expert queues yet; raise the hand instead.</translation>
    </message>
</context>
<context>
    <name>TypedPane</name>
    <message>
        <source>Type what you say to the customer…</source>
        <translation>Type what you say to the customer…</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>Say</translation>
    </message>
</context>
<context>
    <name>_Part</name>
    <message>
        <source>Show %1 on the time line</source>
        <translation>Show %1 on the time line</translation>
    </message>
</context>
</TS>
