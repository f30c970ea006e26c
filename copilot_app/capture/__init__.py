"""Sound of both channels in, numbered packets of 100 ms out, through a bounded ring to `link`.

`soundcard` and `recording` are the two sources; behind them everything is the same: `resampling` to 16 kHz mono,
`pacing` puts the samples onto the call's clock, `packets` cuts and numbers them, `levels` watches loudness, `ring`
keeps two minutes for a reconnect.  `devices` lists what can be recorded, `outputs` what can be played into.  The only
owner of sounddevice.
"""
