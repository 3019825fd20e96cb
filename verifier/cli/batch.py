"""`verifier batch`: many articles in, one report each and one table out."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.options import (
    input_format_option,
    no_store_option,
    open_existing_store,
    place_of_store,
    refuse_both,
    refuse_unknown_form,
    store_option,
)
from verifier.cli.rate import Rate
from verifier.render import FORMS
from verifier.worker import cores

if TYPE_CHECKING:
    from verifier.batch.cluster import Cluster
    from verifier.batch.pool import Pool
    from verifier.batch.run import Part, Step
    from verifier.batch.table import Totals
    from verifier.batch.types import Settings, Status, Workers
    from verifier.config import Config

# Told one by one; the others are in the table alone.
_TOLD = 10
_MOST_DIGITS = 9
_SEVERITIES = ("error", "warning", "suggestion", "never")


@click.command(short_help="Check many articles: one report each, and one table.")
@click.argument("source", metavar="DIR|MANIFEST|JSONL", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder for the reports and tables. The same command goes on where it was broken off.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="How many are checked at a time. [default: one for each core]",
)
@click.option(
    "--format",
    "form",
    default="json",
    show_default=True,
    metavar=f"[{'|'.join(FORMS)}]",
    help="Form of the reports, also one of a plugin.",
)
@store_option
@no_store_option
@input_format_option
@click.option(
    "--fail-on",
    type=click.Choice(_SEVERITIES),
    default="never",
    show_default=True,
    help="Exit with status 1 from this severity on.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="Give an article up that takes longer.",
)
@click.option("--again", is_flag=True, help="Begin again, and forget what is done.")
@click.option("--retry", is_flag=True, help="Try again what failed: took too long, or ended its process.")
@click.option(
    "--part",
    metavar="K/N",
    help="Do the k-th of n parts, the same articles wherever it runs; see docs/scale.md.",
)
@click.option(
    "--join",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FOLDER",
    help="Take over what another run has done, from its --output. May be given several times.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Have a Dask cluster do it: tcp://... or tls://...")
@click.option("--tls-ca", type=click.Path(path_type=Path), help="Certificate of the cluster's authority.")
@click.option("--tls-cert", type=click.Path(path_type=Path), help="Our certificate for the cluster.")
@click.option("--tls-key", type=click.Path(path_type=Path), help="Its key.")
def batch(
    source: Path,
    output: Path,
    jobs: int | None,
    form: str,
    store: str | None,
    no_store: bool,
    input_format: str | None,
    fail_on: str,
    timeout: float,
    again: bool,
    retry: bool,
    part: str | None,
    join: tuple[Path, ...],
    scheduler: str | None,
    tls_ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
) -> ExitStatus:
    """Check many articles: those in a folder, or those that a list names.

    A MANIFEST is a text file with the path of an article on each line; a JSONL file (.jsonl) has objects with
    "id" and "text", or "id" and "path". The --output folder gets reports/ with a report for each article,
    table.csv and table.parquet with a row for each, in the order of the input, and ledger.db. A file that
    can't be read has a row that says why, and stops nothing. What editors decided at the desk plays no part.

    \b
    Examples:
      verifier batch articles/ --output checked --jobs 4
      verifier batch archive.jsonl --output checked --format html
      verifier batch articles/ --output checked --scheduler tcp://127.0.0.1:8786
    """
    refuse_both(store, no_store)
    if scheduler is None and (tls_ca or tls_cert or tls_key):
        raise click.UsageError("--tls-ca, --tls-cert and --tls-key belong to --scheduler.")
    if scheduler is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine; a cluster has as many as it has workers.")
    if source.is_dir() and output.resolve().is_relative_to(source.resolve()):
        raise click.UsageError("--output lies in the folder of the articles; its files would be checked too.")
    from verifier.batch.folder import Folder, locked
    from verifier.batch.items import refuse_other
    from verifier.batch.ledger import Ledger
    from verifier.batch.run import Batch, begin, work_through
    from verifier.batch.table import write_tables
    from verifier.config import load_config
    from verifier.render.words import count

    refuse_other(source)
    config = load_config()
    settings = _settings(config, store, form, input_format, timeout, no_store=no_store)
    asked = _part(part)
    interrupted = False
    with ExitStack() as stack:
        folder = stack.enter_context(locked(output, again=again))
        ledger = stack.enter_context(Ledger.open(folder.ledger))
        if scheduler is None:
            workers: Workers = stack.enter_context(_pool(settings, jobs))
        else:
            workers = cluster = stack.enter_context(_cluster(settings, scheduler, tls_ca, tls_cert, tls_key))
            joined = count(cluster.threads(), "worker")
            click.echo(f"verifier: {joined}; others can join at any time", err=True)
        others = tuple(Folder(path) for path in join)
        todo = Batch(source, folder, config.forms[form].suffix, asked, others, retry)
        basis = workers.basis()
        total = begin(todo, ledger, basis)
        try:
            with Rate(total) as rate:
                work_through(todo, ledger, workers, basis, tell=partial(_told, rate, Counter()))
        except KeyboardInterrupt:
            interrupted = True
        finally:
            totals = write_tables(folder, ledger)
    _summarise(totals, total, output)
    if interrupted:
        click.echo("verifier: interrupted; the same command goes on from here", err=True)
        return ExitStatus.INTERRUPTED
    return _status(totals, fail_on)


def _settings(
    config: Config,
    store: str | None,
    form: str,
    input_format: str | None,
    timeout: float,
    *,
    no_store: bool,
) -> Settings:
    from verifier.batch.types import Settings

    refuse_unknown_form(form, config)
    settings = Settings(form, config.path, None, Path(), input_format, timeout)
    # Opened and closed once here, so that the processes find it as this version has it.
    held = None if no_store else open_existing_store(store, config)
    if held is None:
        return settings
    held.close()
    place = place_of_store(store, config)
    return replace(settings, store=place.url, snapshots=place.snapshots)


def _part(given: str | None) -> Part:
    from verifier.batch.run import Part

    number, slash, of = (given or "1/1").partition("/")
    countable = all(each.isdecimal() and len(each) <= _MOST_DIGITS for each in (number, of))
    if not (slash and countable and 1 <= int(number) <= int(of)):
        raise click.UsageError(f"--part is a number and of how many, such as 1/4, and not {given!r}.")
    return Part(int(number), int(of))


def _pool(settings: Settings, jobs: int | None) -> Pool:
    from verifier.batch.pool import Pool

    return Pool(settings, jobs=jobs or cores())


def _cluster(
    settings: Settings, address: str, ca: Path | None, cert: Path | None, key: Path | None
) -> Cluster:
    from verifier.batch.cluster import Cluster, is_loopback

    if not is_loopback(address):
        if settings.store is not None and settings.store.startswith("sqlite"):
            raise click.UsageError(
                "Workers on other machines can't open an SQLite store: keep the sources in PostgreSQL "
                "(docs/shared-store.md), or use a scheduler on 127.0.0.1."
            )
        if not address.startswith("tls://"):
            click.echo(
                "verifier: the articles go over the network unencrypted, and whoever reaches the scheduler "
                "can run programs on its workers: docs/scale.md tells how to use TLS",
                err=True,
            )
    files = {"tls_ca_file": ca, "tls_client_cert": cert, "tls_client_key": key}
    return Cluster(settings, address, tls={name: str(path) for name, path in files.items() if path})


def _told(rate: Rate, told: Counter[Status], step: Step) -> None:
    """Tells that an article is done, and of the first ones that could not be checked."""
    from verifier.batch.types import Status

    if step.status is not Status.CHECKED and not step.before:
        told[step.status] += 1
        if told.total() <= _TOLD:
            rate.say(f"verifier: {step.name}: {step.reason}")
        elif told.total() == _TOLD + 1:
            rate.say("verifier: the table tells of further ones")
    rate.step(new=not step.before)


def _summarise(totals: Totals, total: int, output: Path) -> None:
    from verifier.batch.types import Status
    from verifier.render.words import count
    from verifier.terms import SEVERITIES
    from verifier.visible import one_line

    done = totals.articles
    told = (
        f"{count(done.total(), 'article')} of {total:,}" if done.total() < total else count(total, "article")
    )
    parts = ", ".join(f"{done[status]:,} {status.value}" for status in Status)
    found = ", ".join(count(number, SEVERITIES[severity]) for severity, number in totals.findings)
    click.echo(f"{told}: {parts}")
    click.echo(f"{count(totals.unattributed, 'claim')} tied to no speaker; {found}")
    click.echo(f"Reports and tables are in {one_line(str(output))}")


def _status(totals: Totals, fail_on: str) -> ExitStatus:
    from verifier.batch.types import Status
    from verifier.types import Severity

    if totals.articles[Status.UNREADABLE] or totals.articles[Status.FAILED]:
        return ExitStatus.UNREADABLE
    limit = None if fail_on == "never" else Severity[fail_on.upper()]
    worst = any(number and limit is not None and severity >= limit for severity, number in totals.findings)
    return ExitStatus.FINDINGS if worst else ExitStatus.CLEAN
