"""Plain transcriptions of the published algorithms, one class each.

A rule is called once per step: ``rule(theta, g, lr, loss)`` returns what is subtracted from the parameters. All vectors are
flat; state that starts at zero is written as the number 0.0. ``telemetry`` holds the step's scalars. Decay outside the rule
(coupled decay inside g, decoupled decay of theta) and clipping belong to the caller, see ``trajectory.py``.
"""
