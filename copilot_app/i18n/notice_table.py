"""The English sentence of every error and degradation, marked for translation; `codes` looks them up.

A code that is not listed is worded by its first part (`storage.xyz` as `storage`), then by the sender's own sentence.
Every sentence says what to do next.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

NOTICES: dict[str, str] = {
    "unknown": QT_TRANSLATE_NOOP("Notices", "Something failed ({code}). The call goes on; tell your administrator."),
    "asr": QT_TRANSLATE_NOOP("Notices", "The recogniser has a problem. The call goes on; words may be missing."),
    "asr.failed": QT_TRANSLATE_NOOP(
        "Notices", "The recogniser failed on some words, which are missing. "
                   "The call goes on; tell your administrator."),
    "asr.no_voice_activity": QT_TRANSLATE_NOOP(
        "Notices", "The server can not tell speech from silence, so nothing is transcribed. "
                   "Ask the administrator to install onnxruntime."),
    "asr.none": QT_TRANSLATE_NOOP(
        "Notices", "The server has no recogniser, so nothing is transcribed. Ask the administrator to load a model."),
    "assist.nothing": QT_TRANSLATE_NOOP("Notices", "Nothing in the knowledge base answers this. Try other words."),
    "assistance.reduced": QT_TRANSLATE_NOOP(
        "Notices", "The server is very busy: one suggestion at a time, without alternatives. Go on as usual."),
    "audio": QT_TRANSLATE_NOOP("Notices", "The sound can not be used. Check the devices in the settings."),
    "audio.clipping": QT_TRANSLATE_NOOP("Notices", "The sound is too loud and distorts. Turn the input level down."),
    "audio.mono": QT_TRANSLATE_NOOP(
        "Notices", "The file has one channel. Choose one with customer and agent on separate channels."),
    "audio.narrowband": QT_TRANSLATE_NOOP(
        "Notices", "The sound has telephone quality, so more words are misheard. "
                   "Choose a wideband device if there is one."),
    "audio.number": QT_TRANSLATE_NOOP(
        "Notices", "The sound lost its place in the call. End the call and start a new one."),
    "audio.packet": QT_TRANSLATE_NOOP("Notices", "The server can not use this client's sound. Update this client."),
    "audio.rate": QT_TRANSLATE_NOOP("Notices", "The sound has the wrong sampling rate. Choose another device."),
    "audio.silent": QT_TRANSLATE_NOOP(
        "Notices", "No sound arrives. Check that the right device is chosen and not muted."),
    "audio.unreadable": QT_TRANSLATE_NOOP("Notices", "The file is not audio, or is damaged. Choose another file."),
    "auth": QT_TRANSLATE_NOOP("Notices", "The server refused the sign-in. Ask the administrator."),
    "auth.enrol_only": QT_TRANSLATE_NOOP(
        "Notices", "This key can only enrol a workstation. Run seatmate enroll with your code first."),
    "auth.enrolment": QT_TRANSLATE_NOOP(
        "Notices", "The enrolment code is used up or too old. Ask the administrator for a new one."),
    "auth.key": QT_TRANSLATE_NOOP(
        "Notices", "The server does not know this workstation. Enrol it again with a code from the administrator."),
    "auth.refused": QT_TRANSLATE_NOOP("Notices", "The server refused this workstation. Ask the administrator."),
    "auth.revoked": QT_TRANSLATE_NOOP("Notices", "This workstation was blocked. Ask the administrator."),
    "auth.server": QT_TRANSLATE_NOOP(
        "Notices", "The server's key is not the one enrolled. Do not go on; ask the administrator."),
    "auth.signed_out": QT_TRANSLATE_NOOP("Notices", "You are signed out. Sign in to go on."),
    "auth.too_many": QT_TRANSLATE_NOOP("Notices", "Too many wrong sign-ins. Wait a few minutes, then try again."),
    "auth.user": QT_TRANSLATE_NOOP("Notices", "Name or password is wrong. Sign in again."),
    "bridge": QT_TRANSLATE_NOOP(
        "Notices", "A supervisor can not be heard by the customer. Check the line bridge in the settings."),
    "bridge.lost": QT_TRANSLATE_NOOP(
        "Notices", "The line bridge is gone, so the customer may not hear you. "
                   "Choose your own microphone in the softphone, then check the bridge in the settings."),
    "bridge.none": QT_TRANSLATE_NOOP(
        "Notices", "No line bridge is set up: a supervisor can speak to you, but not to the customer. "
                   "Set one up in the settings if you want it."),
    "bridge.silent": QT_TRANSLATE_NOOP(
        "Notices", "Nothing arrived at the softphone's side of the bridge. Unmute the device, then check again."),
    "bridge.unchecked": QT_TRANSLATE_NOOP(
        "Notices", "The line bridge was never checked. Check it in the settings, outside of a call."),
    "bridge.wrong_device": QT_TRANSLATE_NOOP(
        "Notices", "What is played into this output does not arrive at a microphone. "
                   "Choose a virtual cable or the bridge that Seatmate sets up, then check again."),
    "call": QT_TRANSLATE_NOOP("Notices", "The server refused this call. End it and start again."),
    "call.busy": QT_TRANSLATE_NOOP("Notices", "The server is busy with this call. Try again in a moment."),
    "call.malformed": QT_TRANSLATE_NOOP(
        "Notices", "The server does not accept this client's call. Update this client."),
    "call.not_open": QT_TRANSLATE_NOOP(
        "Notices", "The server does not have this call open any more. End it and start a new one."),
    "call.not_yours": QT_TRANSLATE_NOOP(
        "Notices", "This call belongs to another workstation. End it and start a new one."),
    "call.number": QT_TRANSLATE_NOOP("Notices", "What was handed over is no phone number. Enter it by hand."),
    "call.refused": QT_TRANSLATE_NOOP("Notices", "The server refused this call. End it and start again."),
    "call.too_many": QT_TRANSLATE_NOOP("Notices", "There are too many calls at once. End another one, then try again."),
    "authoring": QT_TRANSLATE_NOOP("Notices", "The playbook was not changed. Look at the reason below and try again."),
    "authoring.disk": QT_TRANSLATE_NOOP(
        "Notices", "The server can not write playbooks now. Ask the administrator to free some space."),
    "authoring.exists": QT_TRANSLATE_NOOP("Notices", "This name is taken. Choose another one."),
    "authoring.missing": QT_TRANSLATE_NOOP("Notices", "This is not there any more. Look at the list again."),
    "authoring.rights": QT_TRANSLATE_NOOP("Notices", "Your role does not allow this. Ask compliance or an administrator."),
    "authoring.two_people": QT_TRANSLATE_NOOP(
        "Notices", "You proposed this version yourself. Ask a second person to publish it."),
    "calls.refused": QT_TRANSLATE_NOOP(
        "Notices", "The server is overloaded and takes no new calls. Try again in a minute."),
    "capture": QT_TRANSLATE_NOOP("Notices", "Sound can not be captured. Choose another device in the settings."),
    "capture.failed": QT_TRANSLATE_NOOP(
        "Notices", "Capturing stopped. "
                   "End the call and start a new one; if it happens again, tell your administrator."),
    "client": QT_TRANSLATE_NOOP(
        "Notices", "Something failed in this client. Start it again; if it happens again, tell your administrator."),
    "customer": QT_TRANSLATE_NOOP(
        "Notices", "The customer could not be looked up. Ask the customer, and tell your administrator."),
    "customer.crm": QT_TRANSLATE_NOOP("Notices", "The CRM gave no usable answer. Ask the customer, or look in the CRM itself."),
    "customer.crm.certificate": QT_TRANSLATE_NOOP(
        "Notices", "The CRM's certificate is not trusted. Look in the CRM itself, and tell your administrator."),
    "customer.crm.paused": QT_TRANSLATE_NOOP(
        "Notices", "The CRM has failed several times and is left alone for a while. Try again in a minute."),
    "customer.crm.redirect": QT_TRANSLATE_NOOP(
        "Notices", "The CRM sends the question on to another address. Look in the CRM itself, and tell your administrator."),
    "customer.crm.refused": QT_TRANSLATE_NOOP(
        "Notices", "The CRM refuses this server. Look in the CRM itself, and tell your administrator."),
    "customer.crm.timeout": QT_TRANSLATE_NOOP(
        "Notices", "The CRM did not answer in time. Try again, or look in the CRM itself."),
    "customer.crm.unreachable": QT_TRANSLATE_NOOP(
        "Notices", "The CRM can not be reached. Try again, or look in the CRM itself."),
    "demo": QT_TRANSLATE_NOOP("Notices", "The demonstration stopped. Start it again; its report says why."),
    "demo.report": QT_TRANSLATE_NOOP("Notices", "The demonstration's report can not be written. Choose another file."),
    "demo.server": QT_TRANSLATE_NOOP(
        "Notices", "The demonstration's server does not run. Start it again; its log says why."),
    "demo.silent": QT_TRANSLATE_NOOP("Notices", "The demonstration is silent. Choose another file."),
    "demo.voice": QT_TRANSLATE_NOOP(
        "Notices", "The demonstration could not be spoken. Install the synthetic voices, or play a file with --audio."),
    "device": QT_TRANSLATE_NOOP(
        "Notices", "The system does not hand out the sound device. Close other programs that use it."),
    "device.refused": QT_TRANSLATE_NOOP(
        "Notices", "The system does not hand out the sound device. "
                   "Close other programs that use it, or allow it in the privacy settings."),
    "clock.differs": QT_TRANSLATE_NOOP(
        "Notices", "This computer's clock and the server's are {minutes} min apart. Calling hours and records follow the "
                   "server's; tell your administrator."),
    "clock.wrong": QT_TRANSLATE_NOOP(
        "Notices", "The server's clock is wrong or was just set. Calling hours and dates of records may be wrong; tell your "
                   "administrator."),
    "compliance.no_paraphrases": QT_TRANSLATE_NOOP(
        "Notices", "Rules are judged by their phrases alone: the model for other words is missing. "
                   "Warnings go on; ask the administrator to verify the models."),
    "dial.blocked": QT_TRANSLATE_NOOP(
        "Notices", "This number must not be called now. The start page says why, and who can let the call through."),
    "dial.not_checked": QT_TRANSLATE_NOOP(
        "Notices", "The server did not say whether this number may be called. Check it yourself; pressing start again begins "
                   "the call."),
    "dial.password": QT_TRANSLATE_NOOP(
        "Notices", "The supervisor's name or password is wrong. The call stays blocked; try again."),
    "dial.reason": QT_TRANSLATE_NOOP(
        "Notices", "A call is let through for a reason only. Enter one; it is kept with the release."),
    "enrol": QT_TRANSLATE_NOOP("Notices", "The workstation is not enrolled. Ask the administrator for a new code."),
    "enrol.code": QT_TRANSLATE_NOOP(
        "Notices", "The enrolment code is wrong or incomplete. Copy it whole and enter it again."),
    "enrol.none": QT_TRANSLATE_NOOP(
        "Notices", "This workstation is not enrolled. "
                   "Ask the administrator for a code, then run seatmate enroll with it."),
    "enrol.refused": QT_TRANSLATE_NOOP(
        "Notices", "The server does not accept the enrolment code. Ask the administrator for a new one."),
    "enrol.unreachable": QT_TRANSLATE_NOOP(
        "Notices", "The server does not answer. Check the network, then enter the same code again."),
    "gate": QT_TRANSLATE_NOOP(
        "Notices", "This answer for a risky operation does not count. Ask a supervisor of the agent's team."),
    "gate.role": QT_TRANSLATE_NOOP("Notices", "Only a supervisor answers for a risky operation. Ask one."),
    "gate.self": QT_TRANSLATE_NOOP("Notices", "Nobody approves an operation of their own call. Ask another supervisor."),
    "gate.team": QT_TRANSLATE_NOOP("Notices", "This operation belongs to another team. Its own supervisor has to answer."),
    "gate.unknown": QT_TRANSLATE_NOOP("Notices", "This operation no longer waits for an answer. Look at the list again."),
    "headset": QT_TRANSLATE_NOOP("Notices", "The headset can not be used. Choose another output in the settings."),
    "headset.captured": QT_TRANSLATE_NOOP(
        "Notices", "The headset's output is also recorded as the customer's line, so a supervisor's words stand there too. "
                   "Choose another headset output, or let the softphone play into a device of its own."),
    "keyring": QT_TRANSLATE_NOOP(
        "Notices", "The system's keyring can not be used. Unlock or install it, then start again."),
    "keyring.failed": QT_TRANSLATE_NOOP(
        "Notices", "The system's keyring is locked or refused. Unlock it, then start again."),
    "keyring.none": QT_TRANSLATE_NOOP(
        "Notices", "The system has no keyring that encrypts. Install and unlock one, then start again."),
    "learning.drift": QT_TRANSLATE_NOOP(
        "Notices", "What agents take or customers ask has changed by more than 5 points within a week. "
                   "See: seatmate-server eval drift."),
    "learning.experiment_off": QT_TRANSLATE_NOOP(
        "Notices", "The experiment of the settings does not run; all calls stay as they are. "
                   "The server's log says why."),
    "line.clipping": QT_TRANSLATE_NOOP("Notices", "The customer line is too loud and distorts. Turn its level down."),
    "line.lost": QT_TRANSLATE_NOOP(
        "Notices", "The customer line was unplugged. Plug it in again; the agent's side goes on."),
    "line.none": QT_TRANSLATE_NOOP("Notices", "There is no device for the customer line. Choose one in the settings."),
    "line.silent": QT_TRANSLATE_NOOP(
        "Notices", "Nothing is heard from the customer line. Check that the right device is chosen in the settings."),
    "link": QT_TRANSLATE_NOOP("Notices", "The connection has a problem. Sound is kept and sent later."),
    "link.bug": QT_TRANSLATE_NOOP(
        "Notices", "The connection failed inside this client. Restart it and send its log to the administrator."),
    "llm": QT_TRANSLATE_NOOP(
        "Notices", "The language model has a problem. Approved replies are shown instead; go on as usual."),
    "llm.down": QT_TRANSLATE_NOOP(
        "Notices", "The language model does not answer. Approved replies are shown instead; go on as usual."),
    "llm.failed": QT_TRANSLATE_NOOP(
        "Notices", "The language model failed. Approved replies are shown instead; go on as usual."),
    "llm.garbage": QT_TRANSLATE_NOOP(
        "Notices", "The language model answers nonsense. Approved replies are shown instead; tell your administrator, please."),
    "llm.refused": QT_TRANSLATE_NOOP(
        "Notices", "The language model refuses this server. "
                   "Approved replies are shown instead; tell your administrator, please."),
    "llm.settings": QT_TRANSLATE_NOOP(
        "Notices", "The language model is not set up correctly. "
                   "Approved replies are shown instead; tell your administrator, please."),
    "llm.slow": QT_TRANSLATE_NOOP(
        "Notices", "The language model is too slow. Approved replies are shown instead; go on as usual."),
    "mic.clipping": QT_TRANSLATE_NOOP("Notices", "The microphone is too loud and distorts. Turn its level down."),
    "mic.lost": QT_TRANSLATE_NOOP(
        "Notices", "The microphone was unplugged. Plug it in again; the customer's side goes on."),
    "mic.none": QT_TRANSLATE_NOOP("Notices", "There is no microphone. Plug one in or choose one in the settings."),
    "mic.silent": QT_TRANSLATE_NOOP(
        "Notices", "Nothing is heard from the microphone. Check that it is not muted, and chosen in the settings."),
    "model": QT_TRANSLATE_NOOP("Notices", "A model can not be used. Ask the administrator to verify the models."),
    "outbox.full": QT_TRANSLATE_NOOP(
        "Notices", "This computer takes the words too slowly. "
                   "Close other programs; what is missing follows by itself."),
    "output": QT_TRANSLATE_NOOP("Notices", "Sound can not be played. Choose another output in the settings."),
    "output.lost": QT_TRANSLATE_NOOP("Notices", "The output was unplugged, so the call is not heard. Plug it in again."),
    "output.none": QT_TRANSLATE_NOOP(
        "Notices", "There is no output for sound. Plug in a headset or choose one in the settings."),
    "partials.customer_only": QT_TRANSLATE_NOOP(
        "Notices", "The server is busy: live words for the customer only, yours follow when complete."),
    "finals.greedy": QT_TRANSLATE_NOOP(
        "Notices", "The server is very busy: a few more words than usual may be misheard. Go on as usual."),
    "language": QT_TRANSLATE_NOOP(
        "Notices", "Somebody speaks another language; these words are written in it. Go on as usual."),
    "language.en": QT_TRANSLATE_NOOP(
        "Notices", "English is spoken and written as such. Rules and suggestions stay in the call's language. Go on as usual."),
    "language.zh": QT_TRANSLATE_NOOP(
        "Notices", "Chinese is spoken and written as such. Rules and suggestions stay in the call's language. Go on as usual."),
    "partials.none": QT_TRANSLATE_NOOP(
        "Notices", "The server is very busy: words appear when a sentence is complete. Go on as usual."),
    "partials.slow": QT_TRANSLATE_NOOP("Notices", "The server is busy: live words come later than usual. Go on as usual."),
    "playbook": QT_TRANSLATE_NOOP("Notices", "The playbook can not be read. Ask the administrator to check it."),
    "playbook.expired": QT_TRANSLATE_NOOP(
        "Notices", "A rule pack is past its review date or not in force yet; the others go on. Have compliance look at it."),
    "playbook.invalid": QT_TRANSLATE_NOOP("Notices", "The playbook has a mistake. Ask the administrator to check it."),
    "playbook.draft": QT_TRANSLATE_NOOP("Notices", "This playbook was never published. Have a second person publish it."),
    "playbook.tampered": QT_TRANSLATE_NOOP(
        "Notices", "A published playbook is not what was signed and is not used. "
                   "Roll back to another version, and tell your administrator."),
    "playbook.missing": QT_TRANSLATE_NOOP(
        "Notices", "The server has no such playbook. Ask the administrator to install it."),
    "protocol": QT_TRANSLATE_NOOP("Notices", "Client and server misunderstand each other. Update this client."),
    "protocol.direction": QT_TRANSLATE_NOOP(
        "Notices", "The server does not take this from a client. Update this client."),
    "protocol.hello": QT_TRANSLATE_NOOP(
        "Notices", "The server has forgotten this connection. It connects again by itself."),
    "protocol.version": QT_TRANSLATE_NOOP("Notices", "Client and server versions do not fit. Update this client."),
    "server": QT_TRANSLATE_NOOP("Notices", "The server has a problem. Sound is kept and sent later."),
    "server.address": QT_TRANSLATE_NOOP("Notices", "The server's address is wrong. Check it in the settings."),
    "server.closing": QT_TRANSLATE_NOOP("Notices", "The server is shutting down. Sound is kept until it is back."),
    "server.failed": QT_TRANSLATE_NOOP(
        "Notices", "The server failed on this. Try again; if it happens again, tell your administrator."),
    "server.key": QT_TRANSLATE_NOOP("Notices", "The server's key is missing or wrong. Enrol this workstation again."),
    "server.keys": QT_TRANSLATE_NOOP("Notices", "A key in the settings is damaged. Enrol this workstation again."),
    "server.lost": QT_TRANSLATE_NOOP(
        "Notices", "The connection is lost. Reconnecting; the last two minutes of sound are kept."),
    "server.not_ready": QT_TRANSLATE_NOOP("Notices", "The server is still starting. It connects by itself."),
    "server.silent": QT_TRANSLATE_NOOP(
        "Notices", "The server does not answer. Reconnecting; the last two minutes of sound are kept."),
    "server.unreachable": QT_TRANSLATE_NOOP(
        "Notices", "The server can not be reached. Check the network; it connects by itself."),
    "settings": QT_TRANSLATE_NOOP("Notices", "The settings can not be read. The defaults are used; save them again."),
    "settings.invalid": QT_TRANSLATE_NOOP(
        "Notices", "The server's settings have a mistake. Ask the administrator to correct them."),
    "settings.unreadable": QT_TRANSLATE_NOOP(
        "Notices", "The settings can not be read or kept. "
                   "Choose them again; if it happens again, tell your administrator."),
    "sound": QT_TRANSLATE_NOOP("Notices", "The sound library is missing. Install PortAudio, then start again."),
    "sound.library": QT_TRANSLATE_NOOP("Notices", "The sound library is missing. Install PortAudio, then start again."),
    "speech": QT_TRANSLATE_NOOP("Notices", "Some words could not be recognised. The call goes on."),
    "speech.closed": QT_TRANSLATE_NOOP(
        "Notices", "The recogniser is shutting down. Words follow when the server is back."),
    "speech.failed": QT_TRANSLATE_NOOP("Notices", "Some words could not be recognised. The call goes on."),
    "speech.no_recogniser": QT_TRANSLATE_NOOP(
        "Notices", "The server has no recogniser, so nothing is transcribed. Ask the administrator to load a model."),
    "sound.failed": QT_TRANSLATE_NOOP(
        "Notices", "The server could not go on keeping the sound of this call. The call goes on; tell your administrator."),
    "storage": QT_TRANSLATE_NOOP("Notices", "The server can not store this call. Tell your administrator."),
    "storage.busy": QT_TRANSLATE_NOOP("Notices", "The server's storage is busy. It tries again by itself."),
    "storage.damaged": QT_TRANSLATE_NOOP(
        "Notices", "The server's storage is damaged. The call goes on; tell your administrator now."),
    "storage.failed": QT_TRANSLATE_NOOP(
        "Notices", "The server can not store this call at the moment. The call goes on; tell your administrator."),
    "storage.full": QT_TRANSLATE_NOOP(
        "Notices", "The server's disk is full, so this call is not stored. Tell your administrator now."),
    "storage.key": QT_TRANSLATE_NOOP("Notices", "The server can not open its storage. Tell your administrator."),
    "storage.twice": QT_TRANSLATE_NOOP("Notices", "The server knows this call already. End it and start a new one."),
    "storage.unknown": QT_TRANSLATE_NOOP(
        "Notices", "The server does not find what was asked for. Start the call again."),
    "talk": QT_TRANSLATE_NOOP("Notices", "You are not heard. Step in again."),
    "talk.mic_lost": QT_TRANSLATE_NOOP(
        "Notices", "Your microphone was unplugged, so you are not heard any more. Plug it in, then step in again."),
    "practice": QT_TRANSLATE_NOOP("Notices", "The practice call can not go on. End it and begin again."),
    "scenario": QT_TRANSLATE_NOOP("Notices", "This scenario can not be played. Choose another one and tell your trainer."),
    "scenario.invalid": QT_TRANSLATE_NOOP(
        "Notices", "This scenario has a mistake. Look at the problems in the editor and correct them."),
    "scenario.unknown": QT_TRANSLATE_NOOP("Notices", "This scenario is not there any more. Look at the list again."),
    "training": QT_TRANSLATE_NOOP("Notices", "Training mode refused this. Look at the list again, then try once more."),
    "training.declined": QT_TRANSLATE_NOOP(
        "Notices", "The customer refused the recording of this call, so no scenario is made of it. Choose another one."),
    "training.draft_changed": QT_TRANSLATE_NOOP(
        "Notices", "Somebody else has written this draft meanwhile. Open it again, then repeat your change."),
    "training.language": QT_TRANSLATE_NOOP(
        "Notices", "This scenario is in another language. Choose one in the language of your calls."),
    "training.missing": QT_TRANSLATE_NOOP("Notices", "There is nothing of this any more. Look at the list again."),
    "training.no_report": QT_TRANSLATE_NOOP(
        "Notices", "This call has no report: it was practised without a simulated customer. Choose a scenario next time."),
    "training.only": QT_TRANSLATE_NOOP("Notices", "Lines are typed in practice calls only. Speak to the customer."),
    "training.playbook": QT_TRANSLATE_NOOP(
        "Notices", "The scenario is kept, but the playbook's draft has a mistake elsewhere and can not take it. Tell an author."),
    "training.rights": QT_TRANSLATE_NOOP(
        "Notices", "Your role or your team does not allow this. Ask the trainer of that team."),
    "training.running": QT_TRANSLATE_NOOP("Notices", "The report is still being made. Wait a moment, it comes by itself."),
    "training.value": QT_TRANSLATE_NOOP("Notices", "This value can not be. Correct it and try again."),
    "tts.engine_failed": QT_TRANSLATE_NOOP(
        "Notices", "The speech engine failed, so the customer writes. Go on typing or speaking; tell your administrator."),
    "tts.engine_missing": QT_TRANSLATE_NOOP(
        "Notices", "The server has no speech engine, so the customer writes. The administrator can install one; "
                   "practice goes on."),
    "tts.voice_unknown": QT_TRANSLATE_NOOP(
        "Notices", "This voice is not installed, so the customer writes. Practice goes on; tell your administrator."),
    "tts": QT_TRANSLATE_NOOP("Notices", "The synthetic voice can not speak. Check that the synthesiser is installed."),
    "wire": QT_TRANSLATE_NOOP("Notices", "The server and this client misunderstand each other. Update this client."),
    "wire.malformed": QT_TRANSLATE_NOOP(
        "Notices", "The server did not understand a message of this client. Update this client."),
    "wire.newer": QT_TRANSLATE_NOOP(
        "Notices", "The server and this client have different versions. Update this client."),
    "supervision": QT_TRANSLATE_NOOP(
        "Notices", "The server does not allow this step into the call. Choose another one, or ask the administrator."),
    "supervision.agent_gone": QT_TRANSLATE_NOOP(
        "Notices", "The agent's workstation is away or does not answer. Try again when it is back."),
    "supervision.busy": QT_TRANSLATE_NOOP("Notices", "Too many wishes at once. Wait a few seconds, then try again."),
    "supervision.coaching": QT_TRANSLATE_NOOP("Notices", "This bookmark or note is gone. Open the call again."),
    "supervision.coaching_length": QT_TRANSLATE_NOOP(
        "Notices", "A coaching note has 1 to 1000 characters. Write it shorter."),
    "supervision.call_over": QT_TRANSLATE_NOOP("Notices", "This call is over. Open another one."),
    "supervision.cut": QT_TRANSLATE_NOOP(
        "Notices", "The connection was lost for a moment, so you left the call. Enter it again if you still need to."),
    "supervision.no_bridge": QT_TRANSLATE_NOOP(
        "Notices", "The agent's workstation has no line bridge, so the customer can not hear you. Whisper or send a note."),
    "supervision.no_headset": QT_TRANSLATE_NOOP(
        "Notices", "The agent's headset can not be reached. Send a note instead."),
    "supervision.note_length": QT_TRANSLATE_NOOP("Notices", "A note has 1 to 200 characters. Write it shorter."),
    "supervision.note_rate": QT_TRANSLATE_NOOP(
        "Notices", "Too many notes in a short time. Wait a few seconds, then send it again."),
    "supervision.own_call": QT_TRANSLATE_NOOP("Notices", "This is your own call. Ask another supervisor for help."),
    "supervision.queue": QT_TRANSLATE_NOOP("Notices", "There is no queue of this name any more. Choose another one."),
    "supervision.reason": QT_TRANSLATE_NOOP("Notices", "A reason is needed. Write one, then try again."),
    "supervision.replaced": QT_TRANSLATE_NOOP(
        "Notices", "You took this mode at another place. Go on there, or take it again here."),
    "supervision.right": QT_TRANSLATE_NOOP(
        "Notices", "You have no right to this for this team. Ask the administrator for it."),
    "supervision.right_ended": QT_TRANSLATE_NOOP(
        "Notices", "Your right to this has ended. Ask the administrator for a new one."),
    "supervision.scenario": QT_TRANSLATE_NOOP(
        "Notices", "This server makes no training scenarios. Ask the administrator."),
    "supervision.taken": QT_TRANSLATE_NOOP(
        "Notices", "{name} speaks in this call already. Listen, or wait until they leave."),
    "supervision.talk": QT_TRANSLATE_NOOP(
        "Notices", "Your voice does not arrive as it should. Leave the mode and take it again."),
    "supervision.transfer_none": QT_TRANSLATE_NOOP(
        "Notices", "This transfer is over or was answered already. Go on with the call."),
    "supervision.transfer_open": QT_TRANSLATE_NOOP(
        "Notices", "A transfer of this call is under way already. Take it back first."),
    "supervision.watches": QT_TRANSLATE_NOOP("Notices", "Too many calls are open. Close one first."),
}
