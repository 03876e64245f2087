"""The agreements of a grown demo: versions with their rounds, the last one in force, what each partner said to them,
and the comments and Word files that came before."""

# Of each partner; a Word file has so many proposals.
COMMENTS, PROPOSALS = 5, 20


def add_agreements(copies):
    """One agreement a partnership, with as many versions as the growth says and all partners in each round."""
    size = copies.growth
    document = copies.copy(
        "documents_document",
        f"kind = 'agreement' AND {copies.of_demo}",
        size.partnerships,
        partnership_id=f"{copies.partnership} + g",
    )
    agreement = copies.copy(
        "agreements_agreement",
        copies.of_demo,
        size.partnerships,
        partnership_id=f"{copies.partnership} + g",
        document_id=f"{document} + g",
    )
    clauses = _add_clauses(copies, agreement)
    _add_comments(copies, agreement, clauses)
    _add_word_files(copies, agreement, clauses)
    _add_acceptances(copies, _add_rounds(copies, agreement, _add_versions(copies, document)))


def _add_clauses(copies, agreement):
    """All that the demo's agreement has; returns the first id of each."""
    copies.cursor.execute(f"SELECT key FROM agreements_clause WHERE {copies.of_demo} ORDER BY position")
    return [
        copies.copy(
            "agreements_clause",
            f"key = '{key}' AND {copies.of_demo}",
            copies.growth.partnerships,
            partnership_id=f"{copies.partnership} + g",
            agreement_id=f"{agreement} + g",
        )
        for (key,) in copies.cursor.fetchall()
    ]


def _one_of(clauses, each):
    """One of the clauses of the g-th row's partnership, all in turn."""
    return f"(ARRAY{clauses})[1 + g % {len(clauses)}] + g / {each}"


def _add_comments(copies, agreement, clauses):
    """One in three has no answer yet."""
    each = copies.growth.partners * COMMENTS
    copies.copy(
        "commenting_clausecomment",
        f"answered_at IS NOT NULL AND {copies.of_demo}",
        copies.growth.partnerships * each,
        partnership_id=copies.its_partnership(each),
        agreement_id=f"{agreement} + g / {each}",
        clause_id=_one_of(clauses, each),
        partner_id=copies.a_partner(each),
        by_id=copies.its_lead(each),
        **{name: f"CASE WHEN g % 3 > 0 THEN s.{name} END" for name in ("answered_at", "answered_by_id")},
        **{name: f"CASE WHEN g % 3 > 0 THEN s.{name} ELSE '' END" for name in ("answer", "outcome")},
    )


def _add_word_files(copies, agreement, clauses):
    """A file of each partner, with all that it proposes still open."""
    partners = copies.growth.partners
    reading = copies.copy(
        "proposals_wordreading",
        copies.of_demo,
        copies.growth.partnerships * partners,
        partnership_id=copies.its_partnership(partners),
        agreement_id=f"{agreement} + g / {partners}",
        partner_id=copies.a_partner(partners),
    )
    each = partners * PROPOSALS
    copies.copy(
        "proposals_clauseproposal",
        f"state = 'open' AND {copies.of_demo}",
        copies.growth.partnerships * each,
        partnership_id=copies.its_partnership(each),
        reading_id=f"{reading} + g / {PROPOSALS}",
        clause_id=_one_of(clauses, each),
        place=f"g % {PROPOSALS}",
    )


def _add_versions(copies, document):
    each = copies.growth.versions
    return copies.copy(
        "documents_version",
        f"document_id = (SELECT document_id FROM agreements_agreement WHERE {copies.of_demo})",
        copies.growth.partnerships * each,
        partnership_id=copies.its_partnership(each),
        document_id=f"{document} + g / {each}",
        number=f"g % {each} + 1",
        issued_at=f"now() - ({each} - g % {each}) * interval '3 days'",
        file_id="NULL",
        sha256="encode(sha256(g::text::bytea), 'hex')",
        is_accepted="true",
    )


def _add_rounds(copies, agreement, version):
    each = copies.growth.versions
    is_last, day = f"g % {each} = {each - 1}", f"current_date - ({each} - g % {each}) * 3"
    return copies.copy(
        "signing_signinground",
        f"in_force_on IS NOT NULL AND {copies.of_demo}",
        copies.growth.partnerships * each,
        partnership_id=copies.its_partnership(each),
        agreement_id=f"{agreement} + g / {each}",
        version_id=f"{version} + g",
        proposed_on=day,
        in_force_on=day,
        state=f"CASE WHEN {is_last} THEN 'in_force' ELSE 'replaced' END",
        ended_on=f"CASE WHEN {is_last} THEN NULL ELSE {day} + 3 END",
        follows_id="NULL",
    )


def _add_acceptances(copies, round):
    """Each partner's; one in seven by letter of no objection, and one in fifty has not answered."""
    size = copies.growth
    each = size.versions * size.partners
    partner = f"(g / {each}) * {size.partners} + g % {size.partners}"
    copies.copy(
        "signing_acceptance",
        f"state = 'accepted' AND {copies.of_demo}",
        size.partnerships * each,
        partnership_id=copies.its_partnership(each),
        round_id=f"{round} + g / {size.partners}",
        partner_id=f"{copies.partner} + {partner}",
        name="'Organisation ' || g",
        state="CASE WHEN g % 50 = 0 THEN 'open' WHEN g % 7 = 0 THEN 'no_objection' ELSE 'accepted' END",
        carried_from_id="NULL",
    )
