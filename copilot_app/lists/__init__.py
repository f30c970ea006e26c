"""Qt item models of one call: edits come in from `call_state`, rows go out to `panes`.  Pure data: no link, no widgets.

=================  =====================================================  =========================
`TranscriptList`   what was said, sorted by start time                    `TranscriptRow`
`AlertList`        open alerts, most urgent first                         `AlertRow`
`SuggestionList`   suggestions not yet withdrawn, newest first            `SuggestionRow`
`CardList`         pinned cards, then newest first                        `CardRow`
`ChecklistList`    checklist items in the order of the playbook           `ChecklistRow`
`CallList`         calls of this session, newest first                    `CallRow`
`BoardList`        live calls of a supervisor's teams, most urgent first  `BoardRow`
`RecentRows`       the end of one of these, for a view                    as in its list
=================  =====================================================  =========================
"""

from .assistance import AlertList, CardList, ChecklistList, SuggestionList
from .board import BoardFilter, BoardList
from .calls import CallList
from .keyed import ROW_ROLE, KeyedList
from .recent import RecentRows
from .rows import AlertRow, CallRow, CardRow, ChecklistRow, Mark, MoodPoint, SuggestionRow, TranscriptRow
from .transcript import TranscriptList

__all__ = ["AlertList", "AlertRow", "BoardFilter", "BoardList", "CallList", "CallRow", "CardList", "CardRow", "ChecklistList",
           "ChecklistRow", "KeyedList", "Mark", "MoodPoint", "ROW_ROLE", "RecentRows", "SuggestionList", "SuggestionRow",
           "TranscriptList", "TranscriptRow"]
