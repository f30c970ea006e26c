"""The English sentence of every code, marked for translation; `codes` looks them up.

A code that is not listed is worded by its first part (`storage.xyz` as `storage`), then by the sender's own sentence.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

NOTICES: dict[str, str] = {
    "unknown": QT_TRANSLATE_NOOP("Notices", "Something failed ({code}). The call goes on; tell your administrator."),
    "asr": QT_TRANSLATE_NOOP("Notices", "The recogniser has a problem. The call goes on; words may be missing."),
    "asr.none": QT_TRANSLATE_NOOP(
        "Notices", "The server has no recogniser, so nothing is transcribed. Ask the administrator to load a model."),
    "audio": QT_TRANSLATE_NOOP("Notices", "The sound can not be used. Check the devices in the settings."),
    "audio.clipping": QT_TRANSLATE_NOOP("Notices", "The sound is too loud and distorts. Turn the input level down."),
    "audio.mono": QT_TRANSLATE_NOOP(
        "Notices", "The file has one channel. Choose one with customer and agent on separate channels."),
    "audio.rate": QT_TRANSLATE_NOOP("Notices", "The sound has the wrong sampling rate. Choose another device."),
    "audio.silent": QT_TRANSLATE_NOOP("Notices", "No sound arrives. Check that the right device is chosen and not muted."),
    "audio.unreadable": QT_TRANSLATE_NOOP("Notices", "The file is not audio, or is damaged. Choose another file."),
    "auth": QT_TRANSLATE_NOOP("Notices", "The server refused the sign-in. Ask the administrator."),
    "auth.key": QT_TRANSLATE_NOOP(
        "Notices", "The server does not know this workstation. Enrol it again with a code from the administrator."),
    "auth.revoked": QT_TRANSLATE_NOOP("Notices", "This workstation was blocked. Ask the administrator."),
    "auth.server": QT_TRANSLATE_NOOP(
        "Notices", "The server's key is not the one enrolled. Do not go on; ask the administrator."),
    "auth.too_many": QT_TRANSLATE_NOOP("Notices", "Too many wrong sign-ins. Wait a few minutes, then try again."),
    "auth.user": QT_TRANSLATE_NOOP("Notices", "Name or password is wrong. Sign in again."),
    "call": QT_TRANSLATE_NOOP("Notices", "The server refused this call. End it and start again."),
    "capture": QT_TRANSLATE_NOOP("Notices", "Sound can not be captured. Choose another device in the settings."),
    "demo": QT_TRANSLATE_NOOP("Notices", "The demonstration stopped. Start it again; its report says why."),
    "device": QT_TRANSLATE_NOOP(
        "Notices", "The system does not hand out the sound device. Close other programs that use it."),
    "enrol": QT_TRANSLATE_NOOP("Notices", "The workstation is not enrolled. Ask the administrator for a new code."),
    "keyring": QT_TRANSLATE_NOOP(
        "Notices", "The system's keyring can not be used. Unlock or install it, then start again."),
    "line.lost": QT_TRANSLATE_NOOP(
        "Notices", "The customer line was unplugged. Plug it in again; the agent's side goes on."),
    "line.none": QT_TRANSLATE_NOOP("Notices", "There is no device for the customer line. Choose one in the settings."),
    "link": QT_TRANSLATE_NOOP("Notices", "The connection has a problem. Sound is kept and sent later."),
    "mic.lost": QT_TRANSLATE_NOOP(
        "Notices", "The microphone was unplugged. Plug it in again; the customer's side goes on."),
    "mic.none": QT_TRANSLATE_NOOP("Notices", "There is no microphone. Plug one in or choose one in the settings."),
    "model": QT_TRANSLATE_NOOP("Notices", "A model can not be used. Ask the administrator to verify the models."),
    "partials.customer_only": QT_TRANSLATE_NOOP(
        "Notices", "The server is busy: live words for the customer only, yours follow when complete."),
    "partials.slow": QT_TRANSLATE_NOOP("Notices", "The server is busy: live words come later than usual."),
    "playbook": QT_TRANSLATE_NOOP("Notices", "The playbook can not be read. Ask the administrator to check it."),
    "protocol.version": QT_TRANSLATE_NOOP("Notices", "Client and server versions do not fit. Update this client."),
    "server": QT_TRANSLATE_NOOP("Notices", "The server has a problem. Sound is kept and sent later."),
    "server.address": QT_TRANSLATE_NOOP("Notices", "The server's address is wrong. Check it in the settings."),
    "server.closing": QT_TRANSLATE_NOOP("Notices", "The server is shutting down. Sound is kept until it is back."),
    "server.key": QT_TRANSLATE_NOOP("Notices", "The server's key is missing or wrong. Enrol this workstation again."),
    "server.lost": QT_TRANSLATE_NOOP(
        "Notices", "The connection is lost. Reconnecting; the last two minutes of sound are kept."),
    "server.not_ready": QT_TRANSLATE_NOOP("Notices", "The server is still starting. It connects by itself."),
    "server.silent": QT_TRANSLATE_NOOP(
        "Notices", "The server does not answer. Reconnecting; the last two minutes of sound are kept."),
    "server.unreachable": QT_TRANSLATE_NOOP(
        "Notices", "The server can not be reached. Check the network; it connects by itself."),
    "settings": QT_TRANSLATE_NOOP("Notices", "The settings can not be read. The defaults are used; save them again."),
    "sound": QT_TRANSLATE_NOOP("Notices", "The sound library is missing. Install PortAudio, then start again."),
    "speech": QT_TRANSLATE_NOOP("Notices", "Some words could not be recognised. The call goes on."),
    "speech.no_recogniser": QT_TRANSLATE_NOOP(
        "Notices", "The server has no recogniser, so nothing is transcribed. Ask the administrator to load a model."),
    "storage": QT_TRANSLATE_NOOP("Notices", "The server can not store this call. Tell your administrator."),
    "storage.full": QT_TRANSLATE_NOOP(
        "Notices", "The server's disk is full, so this call is not stored. Tell your administrator now."),
    "tts": QT_TRANSLATE_NOOP("Notices", "The synthetic voice can not speak. Check that the synthesiser is installed."),
    "wire": QT_TRANSLATE_NOOP("Notices", "The server and this client misunderstand each other. Update this client."),
}

CATEGORIES: dict[str, str] = {
    "guaranteed_return": QT_TRANSLATE_NOOP("Categories", "Guaranteed return"),
    "no_risk": QT_TRANSLATE_NOOP("Categories", "“No risk” claim"),
    "guaranteed_approval": QT_TRANSLATE_NOOP("Categories", "Guaranteed approval"),
    "superlative": QT_TRANSLATE_NOOP("Categories", "Superlative"),
    "deposit_confusion": QT_TRANSLATE_NOOP("Categories", "Sounds like a deposit"),
    "rate_omission": QT_TRANSLATE_NOOP("Categories", "Rate told in part"),
    "misstatement": QT_TRANSLATE_NOOP("Categories", "Wrong figure"),
    "over_borrowing": QT_TRANSLATE_NOOP("Categories", "Urged to over-borrow"),
    "pressure": QT_TRANSLATE_NOOP("Categories", "Pressure"),
    "threat": QT_TRANSLATE_NOOP("Categories", "Threat"),
    "insult": QT_TRANSLATE_NOOP("Categories", "Insult"),
    "impersonation": QT_TRANSLATE_NOOP("Categories", "Impersonation"),
    "third_party_disclosure": QT_TRANSLATE_NOOP("Categories", "Told a third party"),
    "credential_request": QT_TRANSLATE_NOOP("Categories", "Asked for a secret"),
    "off_channel": QT_TRANSLATE_NOOP("Categories", "Off the official channel"),
    "privacy": QT_TRANSLATE_NOOP("Categories", "Privacy"),
    "tipping_off": QT_TRANSLATE_NOOP("Categories", "Tipping off"),
    "promise_beyond_authority": QT_TRANSLATE_NOOP("Categories", "Promise beyond authority"),
    "missing_disclosure": QT_TRANSLATE_NOOP("Categories", "Disclosure missing"),
    "calling_hours": QT_TRANSLATE_NOOP("Categories", "Calling hours"),
    "aml_cue": QT_TRANSLATE_NOOP("Categories", "Money-laundering cue"),
    "fraud_cue": QT_TRANSLATE_NOOP("Categories", "Fraud cue"),
    "complaint": QT_TRANSLATE_NOOP("Categories", "Complaint"),
    "regulator_mention": QT_TRANSLATE_NOOP("Categories", "Regulator mentioned"),
    "vulnerable": QT_TRANSLATE_NOOP("Categories", "Vulnerable customer"),
    "do_not_call": QT_TRANSLATE_NOOP("Categories", "Do not call"),
    "card_data": QT_TRANSLATE_NOOP("Categories", "Card data spoken"),
    "human_request": QT_TRANSLATE_NOOP("Categories", "Wants another person"),
    "self_harm": QT_TRANSLATE_NOOP("Categories", "Danger to life"),
}

OPERATIONS: dict[str, str] = {
    "large_transfer": QT_TRANSLATE_NOOP("Operations", "large transfer"),
    "limit_increase": QT_TRANSLATE_NOOP("Operations", "limit increase"),
    "fee_waiver": QT_TRANSLATE_NOOP("Operations", "fee waiver"),
    "phone_change": QT_TRANSLATE_NOOP("Operations", "change of the registered phone"),
    "password_reset": QT_TRANSLATE_NOOP("Operations", "password reset"),
    "account_closure": QT_TRANSLATE_NOOP("Operations", "closing the account"),
}

CUES: dict[str, str] = {
    "louder": QT_TRANSLATE_NOOP("Cues", "%1 louder"),
    "quieter": QT_TRANSLATE_NOOP("Cues", "%1 quieter"),
    "faster": QT_TRANSLATE_NOOP("Cues", "%1 the pace"),
    "slower": QT_TRANSLATE_NOOP("Cues", "only %1 the pace"),
    "higher": QT_TRANSLATE_NOOP("Cues", "voice %1 higher"),
    "lower": QT_TRANSLATE_NOOP("Cues", "voice %1 lower"),
    "said": QT_TRANSLATE_NOOP("Cues", "said “%1”"),
}
"""All but `said` compare with the customer's own first minute."""
