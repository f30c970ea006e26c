"""Redaction and compliance: utterance in, masked text and alerts, checklist, gates and promises out."""
