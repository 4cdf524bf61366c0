"""Commands that speak Chinese and English: their help, and every mistake on one line of stderr."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Final, NoReturn

import click
from click import exceptions as mistakes

from kg.errors import KgError, around, both, refused
from kg.terminal import printable

_LONGEST: Final = 1500
"""Characters of an error's line: an argument may have a million."""
_PATHS: Final = {
    "is a directory": ("是文件夹，不是文件", "it is a folder, not a file"),
    "is a file": ("是文件，不是文件夹", "it is a file, not a folder"),
    "does not exist": ("没有这个文件", "no such file"),
    "is not readable": ("没有读取权限", "it may not be read"),
    "is not writable": ("没有写入权限", "it may not be written"),
}
_HELP: Final = "帮助。 Show this help."


class Command(click.Command):
    """A command whose help is headed in both languages."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法 Usage: "
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options; a group's commands after them."""
        rows = [
            record
            for param in self.get_params(ctx)
            if (record := param.get_help_record(ctx)) is not None
        ]
        if rows:
            with formatter.section("选项 Options"):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, explained in both languages."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option


class Group(Command, click.Group):
    """Loads a command's module where the command is used, and says every error in one line on stderr.

    Parameters
    ----------
    modules : mapping of str to str
        The commands in the order of the work, with the first line of their help: each is the
        function of the same name in ``kg.cli.<name>``.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str] | None = None, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.modules = modules or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the work."""
        return [*self.modules]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loaded now."""
        if cmd_name not in self.modules:
            return None
        command: click.Command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word means; an unknown word names those that are near."""
        name = args[0]
        if name in self.modules or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, self.modules, 2, 0.5) or [*self.modules]
        raise click.UsageError(
            both(
                f"没有命令 {name}，可用 {'、'.join(near)}；提问写 kg query {name}",
                f"no command {name}; there is {', '.join(near)}; to ask: kg query {name}",
            ),
            ctx,
        )

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with the first line of its help."""
        with formatter.section("命令 Commands"):
            formatter.write_dl([*self.modules.items()])

    def main(  # type: ignore[override]  # click's own overloads say which mode returns
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        standalone_mode: bool = True,
        **rest: Any,
    ) -> Any:
        """Run the program; an error of the user's is one line and exit code 1, wrong usage exit code 2."""
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **rest)
        code = 0
        try:
            code = super().main(args, prog_name, standalone_mode=False, **rest)
            if sys.stdout is not None:
                sys.stdout.flush()
        except KgError as error:
            _end(error.line, 1)
        except mistakes.NoArgsIsHelpError as error:
            say(error.format_message())
        except click.ClickException as error:
            _end(_line(error), error.exit_code)
        except click.Abort:
            _end(both("已中断", "interrupted"), 130)
        except UnicodeEncodeError:
            _end(
                both(
                    "参数中有系统不能表示的字符",
                    "an argument holds characters that the system cannot say",
                ),
                2,
            )
        except RecursionError:
            _end(both("输入嵌套得太深", "the input is nested too deeply"), 1)
        except BrokenPipeError:
            _hang_up()
            sys.exit(1)
        except OSError as error:
            _hang_up()
            _end(refused(error).line, 1)
        sys.exit(code if isinstance(code, int) else 0)


def _end(line: str, code: int) -> NoReturn:
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
    say(f"kg: {line}", err=True)
    sys.exit(code)


def say(text: str, *, err: bool = False, nl: bool = True, data: bool = False) -> None:
    """Print a text so that a terminal shows it and never obeys it.

    Parameters
    ----------
    err : bool
        To stderr.
    nl : bool
        End the line.
    data : bool
        It is read by a program where it goes to no terminal: there it is left as it is.
    """
    exact = data and sys.stdout is not None and not sys.stdout.isatty()
    click.echo(text if exact else printable(text), err=err, nl=nl)


def _hang_up() -> None:
    """Give up what is still to be printed: whoever read our output (``head``) has closed it, or the disk is full."""
    import os

    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _line(error: click.ClickException) -> str:
    """Return a mistake of usage as one line, with the command whose help tells more."""
    what = " ".join(_what(error).split())
    context = getattr(error, "ctx", None)
    if context is None:
        return what
    told = f"{context.command_path} --help"
    return f"{what}; {both(f'见 {told}', f'see {told}')}"


def _what(error: click.ClickException) -> str:
    """Return what is wrong with a command line, in both languages; click's own texts are English."""
    if isinstance(error, mistakes.NoSuchOption):
        near = ", ".join(sorted(error.possibilities or ()))
        zh = f"没有选项 {error.option_name}" + around("，是否指 ", near)
        en = f"no option {error.option_name}" + around(", did you mean ", near)
        return both(zh, en)
    if isinstance(error, mistakes.MissingParameter):
        name = _name(error)
        return both(f"缺少 {name}", f"{name} is missing")
    if isinstance(error, mistakes.BadParameter):
        name = _name(error)
        zh, en = _allowed(error)
        return both(f"{name} 的值不对：{zh}", f"wrong value for {name}: {en}")
    if isinstance(error, mistakes.BadOptionUsage):
        takes_none = "does not take" in error.message
        zh = f"选项 {error.option_name} {'后面不写值' if takes_none else '后面要写值'}"
        return both(zh, error.message.rstrip("."))
    text = error.format_message().rstrip(".")
    if text.startswith("Got unexpected extra argument"):
        extra = text.partition("(")[2].rstrip(")")
        return both(f"多余的参数 {extra}", f"unexpected argument {extra}")
    return text


def _allowed(error: mistakes.BadParameter) -> tuple[str, str]:
    """Return what the parameter of a mistake may be, in Chinese and English."""
    type = getattr(error.param, "type", None)
    if isinstance(type, click.Choice):
        return f"须为 {'、'.join(type.choices)}", f"one of {', '.join(type.choices)}"
    if isinstance(type, click.IntRange | click.FloatRange):
        zh, en = "数", "a number"
        if isinstance(type, click.IntRange):
            zh, en = "整数", "a whole number"
        ends = (("≥", type.min), ("≤", type.max))
        bounds = "".join(f" {sign} {end}" for sign, end in ends if end is not None)
        return f"须为{zh}{bounds}", f"it must be {en}{bounds}"
    if isinstance(type, click.Path):
        return _no_path(str(error.message))
    text = error.message.rstrip(".")
    return text, text


def _no_path(said: str) -> tuple[str, str]:
    """Return what is wrong with a path, of which click speaks in English only."""
    for english, told in _PATHS.items():
        if english in said:
            return told
    return said, said


def _name(error: mistakes.BadParameter) -> str:
    """Return what the help calls the parameter of a mistake."""
    if error.param is not None and error.ctx is not None:
        if isinstance(error.param, click.Argument):
            return error.param.make_metavar(error.ctx)
        return error.param.opts[-1]
    hint = error.param_hint
    if isinstance(hint, str):
        return hint
    return " ".join(hint or ())
