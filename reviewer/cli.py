"""The commands; each body is a few lines, no judgement."""

from __future__ import annotations

import datetime
import gc
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from reviewer import options
from reviewer.errors import ReviewerError
from reviewer.version import VERSION

app = typer.Typer(
    help="自评表审核：核对自评得分与自评说明是否一致。离线运行，只提示，不下结论。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
lexicon_app = typer.Typer(
    help="查看、检查生效的词库。", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(lexicon_app, name="lexicon")

FOUND, USAGE = 1, 2


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="自评表，- 为标准输入。")],
    report_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text（默认）、json、jsonl、sarif、html、xlsx、docx（批注稿）、checklist（核查清单）。",
        ),
    ] = None,
    profile: options.Profile = None,
    out: Annotated[
        str | None, typer.Option("-o", metavar="PATH", help="写到文件或文件夹，不写到标准输出。")
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", metavar="FORMAT=PATH", help="另存一份，可多次使用。"),
    ] = None,
    fail_on: options.FailOn = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="上次用 --format json 保存的结果：标出新增、仍在和已解决的疑点，"
            "退出码只看新增的和比上次加重的。",
        ),
    ] = None,
    suppressions: options.Suppressions = None,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="守候文件，保存后再审，只显示有变化的；按 Ctrl-C 结束。"
            "收不到保存通知的网络盘，可设环境变量 WATCHFILES_FORCE_POLLING=1。",
        ),
    ] = False,
    lexicons: options.Lexicons = None,
    config: options.Config = None,
    city: options.City = None,
    year: options.Year = None,
    province: options.Province = None,
    rubric: options.Rubric = None,
) -> None:
    """审核一份或多份自评表。"""
    from reviewer import checking, outputs, settings

    chosen = settings.load(
        config,
        format=report_format,
        profile=profile,
        fail_on=fail_on,
        lexicons=lexicons,
        city=city,
        year=year,
        province=province,
        rubric=rubric,
    )
    wanted = [outputs.target(chosen.format, out), *map(outputs.parse_output, output or ())]
    rounds = checking.Rounds(today=_today(), baseline=baseline, suppressions=suppressions)
    run = checking.watch if watch else checking.run
    raise typer.Exit(run(files, chosen, wanted, rounds))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="上次的自评表，或其 json 结果。")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="这次的自评表，或其 json 结果。")],
    report_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text（默认）或 json。")
    ] = "text",
    out: Annotated[
        str | None, typer.Option("-o", metavar="PATH", help="写到文件，不写到标准输出。")
    ] = None,
    fail_on: options.FailOnNew = None,
    suppressions: options.Suppressions = None,
    lexicons: options.Lexicons = None,
    config: options.Config = None,
    city: options.City = None,
    year: options.Year = None,
    province: options.Province = None,
    rubric: options.Rubric = None,
) -> None:
    """比较一份自评表的两稿：新增、仍在、已解决的疑点和得分的变化。"""
    from reviewer import settings
    from reviewer.rounds import differences

    chosen = settings.load(
        config,
        fail_on=fail_on,
        lexicons=lexicons,
        city=city,
        year=year,
        province=province,
        rubric=rubric,
    )
    raise typer.Exit(
        differences.run((old, new), chosen, report_format, out, suppressions, _today())
    )


@app.command()
def suppress(
    file: Annotated[str, typer.Argument(metavar="FILE", help="自评表。")],
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="疑点的编号，前 6 位即可；不写则列出疑点。"),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="理由，写明依据，如文件和条款。")
    ] = None,
    author: Annotated[str | None, typer.Option("--author", help="作说明的人。")] = None,
    expires: Annotated[
        str | None,
        typer.Option("--expires", metavar="YYYY-MM-DD", help="有效期，含当日；到期后照常提示。"),
    ] = None,
    suppressions: options.Suppressions = None,
    lexicons: options.Lexicons = None,
    config: options.Config = None,
    city: options.City = None,
    year: options.Year = None,
    province: options.Province = None,
    rubric: options.Rubric = None,
) -> None:
    """为疑点写明理由，此后不再提示，仍列在每份报告中。"""
    from reviewer import settings
    from reviewer.rounds import suppressing

    chosen = settings.load(
        config, lexicons=lexicons, city=city, year=year, province=province, rubric=rubric
    )
    given = suppressing.Explanation(reason=reason, author=author, expires=expires, today=_today())
    raise typer.Exit(suppressing.run(file, ids or (), chosen, given, suppressions))


@app.command()
def extract(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help='JSON Lines，每行 {"id": …, "text": …}。')
    ] = "-",
    lexicons: options.Lexicons = None,
) -> None:
    """提取自评说明中的数量和问题表述，不看得分。"""
    from reviewer import extraction

    raise typer.Exit(extraction.run(file, lexicons))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="标注集目录。")],
    report_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text（默认）、json 或 markdown。")
    ] = "text",
    errors: Annotated[
        bool, typer.Option("--errors", help="逐条列出漏报、误报及其上下文。")
    ] = False,
    lexicons: options.Lexicons = None,
) -> None:
    """对照标注过的自评表，测量识别的准确程度。"""
    from reviewer.evaluation import command

    typer.echo(command.run(gold, report_format, lexicons, errors=errors), nl=False)


@app.command()
def rules(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="规则名称。")] = None,
) -> None:
    """列出规则，或说明一条规则。"""
    from reviewer import catalogue

    typer.echo(catalogue.explain(rule) if rule else catalogue.overview(), nl=False)


@lexicon_app.command("show")
def lexicon_show(lexicons: options.Lexicons = None) -> None:
    """列出生效的词库：每个词条、类别和例句。"""
    from reviewer import catalogue, knowledge

    typer.echo(catalogue.lexicon(knowledge.load(lexicons)), nl=False)


@lexicon_app.command("check")
def lexicon_check(lexicons: options.Lexicons = None) -> None:
    """检查词库格式，并逐条试验例句。"""
    from reviewer import catalogue, knowledge

    report, failed = catalogue.try_examples(knowledge.load(lexicons))
    typer.echo(report, nl=False)
    raise typer.Exit(FOUND if failed else 0)


def _today() -> datetime.date:
    """The day by which reasons hold; nothing else in the program reads a clock."""
    return datetime.datetime.now().astimezone().date()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reviewer {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")
    ] = False,
) -> None:
    """自评表审核：核对自评得分与自评说明是否一致。离线运行，只提示，不下结论。"""


def main() -> NoReturn:
    """Run the command line; what the user can put right ends with one sentence and code 2."""
    # The lexicons are many small objects that stay: looking for garbage among them while they load
    # takes a tenth of a start.
    gc.set_threshold(100_000)
    for stream in (sys.stdout, sys.stderr):
        # A GBK console must not stop the output at a sign that it lacks.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    try:
        app(prog_name="reviewer")
    except ReviewerError as error:
        typer.echo(str(error), err=True)
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)
