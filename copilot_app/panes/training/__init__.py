"""The pages of the training window: choice, attempts and report, class, scenario editor.

They read `training_state` and `class_state` and never see the link; `training_window` shows them.  What a practice call
adds to the companion stands beside the other panes: `practice` and `typed`.
"""
