"""The commands; each body is a few lines, no judgement."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

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

FOUND, USAGE, PARTIAL = 1, 2, 3
Lexicons = Annotated[
    Path | None,
    typer.Option("--lexicons", metavar="DIR", help="自备词库目录，叠加在内置词库之上。"),
]


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
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", metavar="NAME", help="inspector（默认）或 writer：写给督学，或写给填报人。"
        ),
    ] = None,
    out: Annotated[
        str | None, typer.Option("-o", metavar="PATH", help="写到文件或文件夹，不写到标准输出。")
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", metavar="FORMAT=PATH", help="另存一份，可多次使用。"),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="LEVEL",
            help="达到 high（默认）、medium、low 时退出码为 1；never 不用退出码提示。",
        ),
    ] = None,
    lexicons: Lexicons = None,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="配置文件（TOML）。")
    ] = None,
    city: Annotated[str | None, typer.Option("--city", help="市县名称，覆盖文件中的。")] = None,
    year: Annotated[
        int | None, typer.Option("--year", min=1990, max=2100, help="评价年度，覆盖文件中的。")
    ] = None,
    province: Annotated[
        str | None, typer.Option("--province", help="省份全称，选用省定标准。")
    ] = None,
    rubric: Annotated[
        str | None,
        typer.Option("--rubric", metavar="NAME", help="表中没有评分标准时，用词库中的这一份。"),
    ] = None,
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
    raise typer.Exit(checking.run(files, chosen, wanted))


@app.command()
def extract(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help='JSON Lines，每行 {"id": …, "text": …}。')
    ] = "-",
    lexicons: Lexicons = None,
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
    lexicons: Lexicons = None,
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
def lexicon_show(lexicons: Lexicons = None) -> None:
    """列出生效的词库：每个词条、类别和例句。"""
    from reviewer import catalogue, knowledge

    typer.echo(catalogue.lexicon(knowledge.load(lexicons)), nl=False)


@lexicon_app.command("check")
def lexicon_check(lexicons: Lexicons = None) -> None:
    """检查词库格式，并逐条试验例句。"""
    from reviewer import catalogue, knowledge

    report, failed = catalogue.try_examples(knowledge.load(lexicons))
    typer.echo(report, nl=False)
    raise typer.Exit(FOUND if failed else 0)


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
