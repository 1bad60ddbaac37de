"""The disk is full while people write: it is told, nothing saved is harmed, and all goes on once there
is room, without a restart."""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.browser.running import RunningDesk
from tests.crowd.running import KINDS, Day, browser, day, office
from tests.crowd.visitor import Told, Visitor
from tests.crowd.writer import SECTIONS, word_file, write_document
from tests.servers.postgres import Postgres, running

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket]

WRITERS = 6
ROOM = "64m"
SERVERS_ROOM = "256m"
SECONDS = 200.0
"""To wait for anything at most."""


class Disk:
    """A file system of its own that can be filled to the last byte and freed again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        with suppress(OSError), self._ballast.open("ab", 0) as file:
            while True:
                file.write(b"\0" * 4096)

    def free(self) -> None:
        self._ballast.unlink()


@contextmanager
def _mounted(folder: Path, room: str) -> Iterator[Disk]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a file system is not permitted here")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with _mounted(tmp_path / "disk", ROOM) as mounted:
        yield mounted


@pytest.fixture
def servers_disk() -> Iterator[Disk]:
    """Where an ordinary user may go, which pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        Path(folder).chmod(0o755)
        with _mounted(Path(folder) / "disk", SERVERS_ROOM) as mounted:
            yield mounted


def test_an_office_whose_shared_folder_is_full(postgres: Postgres, disk: Disk) -> None:
    """What is written stands in the database and goes on; files are refused until there is room."""
    database, shared = postgres.new_database(), str(disk.folder / "shared")
    with office(
        disk.folder, [{}, {}], DRAFTING_DATABASE_URL=database, DRAFTING_SHARED=shared
    ) as desks:
        told, done = asyncio.run(_files_wait(desks, disk))
        after = asyncio.run(day(desks, [desk.address for desk in desks], 2, 1, 0))
    assert len(told) >= WRITERS
    assert all("磁盘" in each for each in told), [each for each in told if "磁盘" not in each][:3]
    done.report("disk full", WRITERS)
    assert done.wrong == []
    assert after.wrong == []


async def _files_wait(desks: list[RunningDesk], disk: Disk) -> tuple[list[str], Day]:
    """What writers are told while the disk is full, and what became of their documents."""
    told: list[str] = []
    done = Day()

    async def patient(page: Visitor) -> list[str]:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            try:
                return await word_file(page)
            except Told as complaint:
                told.append(str(complaint))
                await asyncio.sleep(2)
        return await word_file(page)

    async def write(number: int) -> None:
        async with browser(desks[number % len(desks)].address) as client:
            kind = KINDS[number % len(KINDS)]
            outcome, page = await write_document(
                client, f"写手{number:02d}", kind, patient, thinks=4.0
            )
        done.outcomes.append(outcome)
        done.visitors.append(page)

    begun = time.monotonic()
    disk.fill()
    writing = asyncio.gather(*map(write, range(WRITERS)))
    while len(told) < WRITERS and not writing.done():
        await asyncio.sleep(0.5)
    told += [await _upload(desk) for desk in desks]
    disk.free()
    await writing
    done.seconds = time.monotonic() - begun
    return told, done


async def _upload(desk: RunningDesk) -> str:
    """What is answered to a file that is handed in."""
    async with browser(desk.address) as client:
        file = {"files": ("事实.yaml", b"title: x\n" * 100_000)}
        answer = await client.post("/gradio_api/upload", files=file)
        assert answer.is_error, "a file was taken although there is no room"
        return answer.text


def test_a_database_whose_disk_is_full(servers_disk: Disk, tmp_path: Path) -> None:
    """What is saved stays, who writes on is told, and goes on when the server has room again."""
    with (
        running(servers_disk.folder / "server") as server,
        office(tmp_path, [{}, {}], DRAFTING_DATABASE_URL=server.new_database()) as desks,
    ):
        asyncio.run(_database_waits(desks, server, servers_disk))
        after = asyncio.run(day(desks, [desk.address for desk in desks], 2, 1, 0))
    assert after.wrong == []


async def _database_waits(desks: list[RunningDesk], server: Postgres, disk: Disk) -> None:
    async with browser(desks[0].address) as client:
        outcome, page = await write_document(client, "甲", "work_summary")
        assert outcome.wrong == []
        disk.fill()
        kept, said = await _save_until_told(page)
        disk.free()
        assert "磁盘" in said
        _restarted_as_by_its_service(server)
        after = await _opened(desks[1], outcome.draft)
        assert str(after.value("text-1")) == kept, "what was saved is gone"
        await _save_when_it_answers(page)
        after = await _opened(desks[1], outcome.draft)
        assert after.value("text-1") == page.value("text-1") != kept


async def _save_until_told(page: Visitor) -> tuple[str, str]:
    """The last text that was saved on a full disk, and what is said when no more is."""
    until, number = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        kept, number = str(page.value("text-1")), number + 1
        page.put("text-1", f"{kept}{'满盘时又写的一句。' * 100}（{number}）")
        try:
            await page.fire("save")
        except Told as complaint:
            return kept, str(complaint)
    raise AssertionError("a full disk takes everything")


def _restarted_as_by_its_service(server: Postgres) -> None:
    """A server that found no room even for its journal ends; whoever keeps services starts it."""
    if server.process is not None and server.process.poll() is not None:
        server.start()


async def _save_when_it_answers(page: Visitor) -> None:
    until = time.monotonic() + SECONDS
    while True:
        try:
            return await page.fire("save")
        except Told:
            assert time.monotonic() < until, "it never recovers"
            await asyncio.sleep(1)


def test_a_desk_of_ones_own_on_a_full_disk(disk: Disk) -> None:
    with office(disk.folder, [{}]) as [desk]:
        asyncio.run(_own_desk(desk, disk))


async def _own_desk(desk: RunningDesk, disk: Disk) -> None:
    async with browser(desk.address) as client:
        outcome, page = await write_document(client, "甲", "work_summary")
        assert outcome.wrong == []
        before = [page.value(f"text-{n}") for n in range(SECTIONS)]
        other = Visitor(client)
        await other.open()
        await other.fire("load-example")
        await other.fire("make-outline")
        writing = asyncio.create_task(other.fire("start-draft"))
        await asyncio.sleep(1)
        disk.fill()
        page.put("text-1", f"{before[1]}满盘时写的一句。")
        with pytest.raises(Told, match="磁盘"):
            await page.fire("save")
        again = await _opened(desk, outcome.draft)
        assert [again.value(f"text-{n}") for n in range(SECTIONS)] == before, (
            "what was saved is gone"
        )
        [complaint] = await asyncio.gather(writing, return_exceptions=True)
        said = f"{complaint} {other.value('progress')} {other.value('draft-notices')}"
        assert "磁盘" in said, f"nobody is told why writing ended: {said}"
        disk.free()
        await page.fire("save")
        again = await _opened(desk, outcome.draft)
        assert "满盘时写的一句。" in str(again.value("text-1")), (
            "what was written meanwhile is lost"
        )
        await _carried_on(desk, str(other.value("draft-id")))
        last, _ = await write_document(client, "乙", "situation_report")
        assert last.wrong == []


async def _opened(desk: RunningDesk, draft: str) -> Visitor:
    async with browser(desk.address) as client:
        page = Visitor(client)
        await page.open(f"?draft={draft}")
    return page


async def _carried_on(desk: RunningDesk, draft: str) -> None:
    async with browser(desk.address) as client:
        page = Visitor(client)
        await page.open(f"?draft={draft}")
        await page.fire("carry-on")
        texts = [str(page.value(f"text-{n}") or "") for n in range(SECTIONS)]
    assert sum(map(bool, texts)) >= 3, "hardly anything was written"
    assert not any("未写成" in each for each in texts), texts
