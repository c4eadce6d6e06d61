"""The options that several commands share, as typer reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Lexicons = Annotated[
    Path | None,
    typer.Option("--lexicons", metavar="DIR", help="自备词库目录，叠加在内置词库之上。"),
]
Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="配置文件（TOML）。")]
City = Annotated[str | None, typer.Option("--city", help="市县名称，覆盖文件中的。")]
Year = Annotated[
    int | None, typer.Option("--year", min=1990, max=2100, help="评价年度，覆盖文件中的。")
]
Province = Annotated[str | None, typer.Option("--province", help="省份全称，选用省定标准。")]
Rubric = Annotated[
    str | None,
    typer.Option("--rubric", metavar="NAME", help="表中没有评分标准时，用词库中的这一份。"),
]
Suppressions = Annotated[
    Path | None,
    typer.Option(
        "--suppressions",
        metavar="FILE",
        help="说明文件，代替自评表旁的“自评表文件名.说明.toml”；每次只对应一份自评表。",
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="LEVEL",
        help="达到 high（默认）、medium、low 时退出码为 1；never 不用退出码提示。",
    ),
]
FailOnNew = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="LEVEL",
        help="新增的或比上次加重的疑点达到 high（默认）、medium、low 时退出码为 1；"
        "never 不用退出码提示。",
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="NAME", help="inspector（默认）或 writer：写给督学，或写给填报人。"
    ),
]
