"""Step charts of rates over time, drawn on the server: ready numbers and words for templates/charts/.

A chart says the same thing three times: as a drawing, as the sentences of its description, and as a table. All three
are made from the same rows, so that they cannot differ. What is not in force is never drawn as if it were.

`steps` is what is given, `rows` what is said of it, `words` the description, `axes` its scales; `plot` draws in a
`frame`, with `labels` of one line (`step_labels`) or several (`line_labels`); `chart` puts all together.
"""

from negotiations.public.charts.axes import ticks
from negotiations.public.charts.chart import Chart, step_chart
from negotiations.public.charts.steps import Line, Step

__all__ = ["Chart", "Line", "Step", "step_chart", "ticks"]
