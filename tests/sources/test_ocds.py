"""Packages of releases and records, taken apart into processes."""

from __future__ import annotations

from graphinv.sources.ocds import compiled, is_package, unpacked

OLD = {
    "ocid": "o",
    "id": "1",
    "date": "2020-01-01",
    "tender": {"status": "active", "title": "T", "value": {"amount": "1"}},
    "awards": [{"id": "a", "status": "pending"}, {"id": "b", "status": "pending"}],
    "tag": ["tender"],
}
NEW = {
    "ocid": "o",
    "id": "2",
    "date": "2020-02-01",
    "tender": {"status": "complete", "value": None},
    "awards": [{"id": "b", "status": "active"}, {"id": "c"}],
    "tag": ["award"],
}
BOTH = {
    "ocid": "o",
    "id": "2",
    "date": "2020-02-01",
    "tender": {"status": "complete", "title": "T"},
    "awards": [{"id": "a", "status": "pending"}, {"id": "b", "status": "active"}, {"id": "c"}],
    "tag": ["award"],
}


def test_later_releases_speak_last_whatever_their_order() -> None:
    assert compiled([OLD, NEW]) == compiled([NEW, OLD]) == BOTH


def test_a_list_without_ids_is_replaced_as_a_whole() -> None:
    assert compiled([{"x": [{"id": "1"}, {"n": "1"}]}, {"x": [{"id": "2"}]}]) == {"x": [{"id": "2"}]}


def test_releases_of_one_process_become_one() -> None:
    package = {"uri": "u", "releases": [NEW, {"ocid": "p"}, OLD]}
    assert list(unpacked(package)) == [
        (1, {**BOTH, "package": {"uri": "u"}}),
        (2, {"ocid": "p", "package": {"uri": "u"}}),
    ]


def test_records_give_their_compiled_release() -> None:
    linked = [{"url": "https://example.org/1", "date": "2020-01-01"}]
    package = {
        "records": [
            {"ocid": "o", "compiledRelease": BOTH, "releases": linked},
            {"ocid": "o", "releases": [OLD, NEW]},
            {"ocid": "q", "releases": linked},
            "r",
        ]
    }
    assert list(unpacked(package)) == [
        (1, {**BOTH, "record": {"releases": linked}}),
        (2, BOTH),
        (3, {"ocid": "q", "record": {"releases": linked}}),
        (4, "r"),
    ]


def test_a_release_is_no_package() -> None:
    assert is_package({"releases": []}) and is_package({"records": []})
    assert not is_package({"ocid": "o", "releases": []})
    assert not is_package({"releases": "x"}) and not is_package([])
