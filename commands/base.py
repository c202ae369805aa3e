"""What all commands share: the group, how a command is made, errors as one line and an exit status."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from settings import Settings

REFUSED = 3
"""Exit status of a run that is done but refused some articles."""


class Teaching(click.Group):
    """A group whose commands turn our errors into one line on stderr and the right exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        from corpus.errors import UsageError, VerbatimError

        try:
            return super().invoke(ctx)
        except UsageError as error:
            fail(str(error), 2)
        except VerbatimError as error:
            fail(str(error), 1)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of the pipe has had enough: nothing is wrong
            sys.exit(0)
        except OSError as error:  # a full disk, no descriptor left: what was acknowledged is kept
            what = f"{error.filename}: " if error.filename else ""
            fail(f"{what}{error.strerror or error}; mend that, then run the same again", 1)


def fail(message: str, status: int) -> NoReturn:
    click.echo(f"verbatim: {message}", err=True)
    sys.exit(status)


@click.group(cls=Teaching, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the record and the index [data].")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file [verbatim.toml].")
@click.version_option(package_name="verbatim")
@click.pass_context
def main(ctx: click.Context, data: Path | None, config: Path | None) -> None:
    """Qui a dit quoi: who said what, and for whom, in French news articles.

    Example: verbatim index articles/ && verbatim search accord --speaker "Moqtada al-Sadr"
    """
    ctx.obj = {"file": config, "options": {"data": data}}


def group(name: str, help_: str) -> click.Group:
    """A command of `main` that has commands of its own."""
    made = click.Group(name, help=help_, context_settings={"help_option_names": ["-h", "--help"]})
    main.add_command(made)
    return made


def command(
    of: click.Group | None = None, *, example: str, name: str = ""
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of `main`, or of a group: it takes `--data` too, is given the settings, shows an example."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def run(*args: Any, data: Path | None = None, **options: Any) -> Any:
            return function(_settings(data), *args, **options)

        run.__doc__ = f"{function.__doc__}\n\n\b\nExample:\n  {example}\n"
        option = click.option("--data", type=click.Path(path_type=Path), help="Folder of record and index.")
        return (of or main).command(name or function.__name__.rstrip("_").replace("_", "-"))(option(run))

    return wrap


def _settings(data: Path | None = None, **options: Any) -> Settings:
    from settings import load

    given = click.get_current_context().find_root().obj
    chosen = {**given["options"], **options}
    if data is not None:
        chosen["data"] = data
    return load(given["file"], options=chosen)
