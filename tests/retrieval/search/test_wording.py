from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import retrieval
from retrieval.kinds import KINDS
from retrieval.roles import ROLES
from retrieval.wording import concepts_of, cues_of, synonyms_of, weighted_tokens

LISTS = yaml.safe_load(
    (Path(retrieval.__file__).parent / "synonyms.yaml").read_text(encoding="utf-8")
)


def test_synonyms_leave_out_what_the_query_has() -> None:
    found = synonyms_of("挂职和下派")
    assert "选派" in found
    assert not {"挂职", "下派"} & set(found)
    assert synonyms_of("qqq") == ()


def test_tokens_weigh_as_often_as_they_are_said() -> None:
    weights = weighted_tokens("挂职挂")
    assert weights[ord("挂")] == 2.0
    assert weights[ord("职")] == 1.0


def test_a_query_names_things_by_words_of_the_thesaurus() -> None:
    (named,) = [
        c
        for c in concepts_of("老人摔倒没人管")
        if "失能老人" not in c.said and "老年人" in c.others
    ]
    assert named.said == ("老人",)
    assert "老人" not in named.others


@pytest.mark.parametrize(
    ("query", "roles"),
    [("讲话的开头", {"开场"}), ("存在哪些不足", {"问题"}), ("车间里的机器", set())],
)
def test_cues_name_roles(query: str, roles: set[str]) -> None:
    assert cues_of(query).roles == roles


def test_cues_name_kinds() -> None:
    assert cues_of("座谈会讲话怎么结尾").kinds == {"symposium_speech"}


def test_the_lists_name_only_roles_and_kinds_there_are() -> None:
    assert set(LISTS["roles"]) <= set(ROLES)
    assert set(LISTS["kinds"]) <= set(KINDS)


def test_every_group_of_synonyms_has_two_words_or_more_and_none_twice() -> None:
    thesaurus = (Path(retrieval.__file__).parent / "thesaurus.txt").read_text(encoding="utf-8")
    lines = [line for line in thesaurus.splitlines() if line and not line.startswith("#")]
    assert len(lines) > 2000
    for group in map(str.split, [*LISTS["words"], *lines]):
        assert len(group) == len(set(group)) > 1, group
