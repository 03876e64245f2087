"""The agreements of a grown demo: versions with their rounds, the last one in force, and what each partner said."""


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
    _add_clauses(copies, agreement)
    _add_acceptances(copies, _add_rounds(copies, agreement, _add_versions(copies, document)))


def _add_clauses(copies, agreement):
    """All that the demo's agreement has."""
    copies.cursor.execute(f"SELECT key FROM agreements_clause WHERE {copies.of_demo} ORDER BY position")
    for (key,) in copies.cursor.fetchall():
        copies.copy(
            "agreements_clause",
            f"key = '{key}' AND {copies.of_demo}",
            copies.growth.partnerships,
            partnership_id=f"{copies.partnership} + g",
            agreement_id=f"{agreement} + g",
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
