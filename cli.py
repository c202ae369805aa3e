"""The `verbatim` command: thin. What it can do lies in `commands`, which import their rooms when they run.

Exit status: 0 done · 1 failed · 2 wrong use · 3 done, some articles refused (listed).
"""

from commands import main

if __name__ == "__main__":
    main()
