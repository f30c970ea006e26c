"""`python -m models.tts render SCENARIO.toml --out FILE.flac`: a dialogue as a two-channel sound file.

A program of its own, so that the GPL-3 synthesiser never shares a process with the server. It prints the true times of
the lines as JSON, and writes them to `--times FILE.json` when asked. `serve` speaks clauses until its input ends.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from models.tts import SAMPLE_RATE_HZ, SpeechSynthesisError, Voice, engine
from models.tts.dialogue import read_dialogue, render
from models.tts.serving import Answer, serve, write_frame
from models.tts.sound_file import write_sound


def _render(options: argparse.Namespace) -> None:
    dialogue = read_dialogue(options.scenario, options.lang)
    samples, times = render(dialogue, engine(options.engine))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_sound(options.out, samples)
    report = {
        "id": dialogue.id, "language": dialogue.language, "sample_rate_hz": SAMPLE_RATE_HZ,
        "channels": {"left": "customer", "right": "agent"}, "duration_s": round(len(samples) / SAMPLE_RATE_HZ, 3),
        "lines": [{**asdict(time), "start_s": round(time.start_s, 3), "end_s": round(time.end_s, 3)} for time in times],
    }
    text = json.dumps(report, ensure_ascii=False, indent=1)
    if options.times is not None:
        options.times.write_text(text + "\n", encoding="utf-8")
    print(text)


def _say(options: argparse.Namespace) -> None:
    voice = Voice(options.lang or "zh", options.variant, options.pitch, options.rate, options.volume)
    speech = engine(options.engine).synthesise(options.text, voice)
    write_sound(options.out, speech.samples[:, None])
    print(json.dumps({"duration_s": round(speech.duration_s, 3), "words": [asdict(word) for word in speech.words]}))


def _serve(options: argparse.Namespace) -> None:
    # what a library prints must not fall among the frames
    frames = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        serve(sys.stdin.buffer, frames, lambda: engine(options.engine))
    except SpeechSynthesisError as error:
        write_frame(frames, asdict(Answer(-1, code=error.code, text=str(error))))
        raise


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m models.tts", description="Speak dialogues and single lines.")
    commands = top.add_subparsers(required=True)
    render_command = commands.add_parser("render", help="a dialogue file to a two-channel sound file")
    render_command.add_argument("scenario", type=Path)
    render_command.add_argument("--times", type=Path, help="write the times of the lines here, as JSON")
    render_command.set_defaults(run=_render)
    say_command = commands.add_parser("say", help="one line to a mono sound file")
    say_command.add_argument("text")
    say_command.add_argument("--variant", default="", help="espeak-ng variant, such as f2 or m3")
    for name, default in (("pitch", 50), ("rate", 175), ("volume", 100)):
        say_command.add_argument(f"--{name}", type=int, default=default)
    say_command.set_defaults(run=_say)
    serve_command = commands.add_parser("serve", help="speak what standard input asks for, until it ends")
    serve_command.add_argument("--engine", default="espeak")
    serve_command.set_defaults(run=_serve)
    for command in (render_command, say_command):
        command.add_argument("--out", type=Path, required=True, help="FILE.flac or FILE.wav, 16 kHz, 16 bits")
        command.add_argument("--lang", choices=("zh", "en"))
        command.add_argument("--engine", default="espeak")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; returns the exit status."""
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except (SpeechSynthesisError, OSError, ValueError) as error:
        print(f"models.tts: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
