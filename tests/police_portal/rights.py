"""The table of rights: which role opens which page of the admin, and whose rows it reaches.

Each letter is a role: Q Quản trị hệ thống, L Lãnh đạo, M Cán bộ một cửa, T Cán bộ trả lời, B Biên
tập, D Người dịch, K Kiểm tra, R Tiếp nhận phản ánh, V Xác minh phản ánh, I Thanh tra, C Trực ban
hình sự, N Biên tập tin, A Duyệt tin, P Người phát ngôn, U Lãnh đạo trực. `test_rights.py` compares
every page of the admin with this table and fails for a page that is not in it.
"""

from dataclasses import dataclass, field

ROLES = {
    "Q": "Quản trị hệ thống",
    "L": "Lãnh đạo",
    "M": "Cán bộ một cửa",
    "T": "Cán bộ trả lời",
    "B": "Biên tập",
    "D": "Người dịch",
    "K": "Kiểm tra",
    "R": "Tiếp nhận phản ánh",
    "V": "Xác minh phản ánh",
    "I": "Thanh tra",
    "C": "Trực ban hình sự",
    "N": "Biên tập tin",
    "A": "Duyệt tin",
    "P": "Người phát ngôn",
    "U": "Lãnh đạo trực",
}
REPORTS = "LRVIC"  # roles for reports
NEWS = "NAPU"  # roles for announcements
EVERY = "QLMTBK"  # see drafts; a translator sees published texts, offices and the calendar


@dataclass(frozen=True)
class Pages:
    """The pages of one model and who opens them.

    Rows are `bound` to offices, or reached in the province only (`province`). The roles of `beyond`
    reach rows of every office anyway. `more` are further pages of a row, `lists` further pages
    without one, `actions` those of ticked rows. If everybody may read the rows, the pages `own`
    open within reach only.
    """

    view: str = ""
    add: str = ""
    change: str = ""
    delete: str = ""
    more: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    bound: bool = False
    province: bool = False
    beyond: str = ""


def words(**values):
    """Return the pages of the search vocabulary, for editors."""
    return Pages(
        view="B", add="B", change="B", delete="B", actions={"delete_selected": "B"}, **values
    )


def by(roles, *names):
    return dict.fromkeys(names, roles)


MODELS = {
    "auth.User": Pages(
        view="QLK", add="Q", change="Q", bound=True, beyond="QK",
        more={"password_change": "Q"}, lists={"review": "L", "invite": "Q"},
        actions={"forget_second_factor": "Q"},
    ),
    "officers.AccessChange": Pages(
        view="QLK", bound=True, beyond="QK", actions=by("QL", "confirm", "refuse")
    ),
    "officers.Letterhead": Pages(view="L", add="L", change="L", bound=True),
    "auth.Group": Pages(view="Q", actions={"delete_selected": ""}),
    "axes.AccessAttempt": Pages(view="QK", province=True, beyond="QK", actions={"unlock": "Q"}),
    "desk.ChangeEntry": Pages(view="LK", bound=True, beyond="K"),
    "offices.Office": Pages(
        view=EVERY + "D" + REPORTS + NEWS, add="Q", change="QLM", delete="Q",
        more={"set_week": "QLM"}, lists={"load_contacts": "Q"},
        own=frozenset({"set_week"}), beyond="QK",
        actions={"delete_selected": "Q"}
    ),  # read by all, changed within reach, by leaders and receptionists only in part
    "offices.StandIn": Pages(view="L", add="L", bound=True, more={"give_back": "L"}),
    "offices.Beat": Pages(
        view=EVERY + "D" + REPORTS + NEWS, add="L", change="L", delete="L", bound=True,
        beyond="QK", lists={"load_rows": "L"}, actions=by("L", "mark_checked", "delete_selected"),
    ),
    "offices.DutyShift": Pages(
        view=EVERY + "D" + REPORTS + NEWS, add="L", change="L", delete="L", bound=True,
        beyond="QK", lists={"load_rows": "L", "week": EVERY + "D" + REPORTS + NEWS},
    ),
    "offices.Field": Pages(view="B", add="B", change="B", actions={"delete_selected": ""}),
    "offices.OpeningRule": Pages(
        view="Q", add="Q", change="Q", delete="Q", actions={"delete_selected": "Q"}
    ),
    "offices.CalendarDay": Pages(
        view=EVERY + "D" + REPORTS + NEWS, add="Q", change="QB", delete="Q",
        lists={"fill_year": "Q"},
        actions={"delete_selected": "Q"}
    ),
    "citizens.Citizen": Pages(more=by("", "block", "unblock")),
    "citizens.AccessEntry": Pages(view="LK", bound=True, beyond="K"),
    "citizens.Erasure": Pages(view="LK", province=True, beyond="K"),
    "citizens.LookupTry": Pages(view="K", province=True, beyond="K"),
    "citizens.PersonalRequest": Pages(view="L", province=True,
        more=by("L", "acknowledge", "extend", "finish", "refuse", "note")),
    "citizens.Delivery": Pages(view="LM", bound=True, more={"resend": "LM"},
        actions={"resend_selected": "LM"}),
    "citizens.NoticeTemplate": Pages(view="Q", change="Q", lists={"missing": "Q"}),
    "citizens.ChannelStop": Pages(view="Q", add="Q", more={"resume": "Q"}),
    "official_accounts.OfficialAccount": Pages(
        view="Q", bound=True, beyond="Q", lists={"connect": "Q"},
        more=by("Q", "set_secret", "retire", "run_again"),
    ),
    "official_accounts.ZaloTemplate": Pages(view="Q", province=True, beyond="Q"),
    "security.SecurityIncident": Pages(
        view="QLK", add="Q", change="QL", province=True, beyond="QK",  # leaders at the province add
        more=by("QL", "first", "report", "personal_data", "zalo", "close", "reopen"),
        actions={"delete_selected": ""},
    ),
    "procedures.Procedure": Pages(
        view=EVERY, add="B", change="B", lists={"recheck": EVERY, "fees": EVERY, "new_rates": "B"},
        more={
            "preview": EVERY, **by("B", "publish", "withdraw", "confirm", "confirm_fees"),
            "translations": "BD",
        },
    ),
    "procedures.FeeReduction": Pages(view=EVERY, add="B", change="B", more={"publish": "B"}),
    "procedures.OfficialForm": Pages(view=EVERY, add="B", change="B", more={"publish": "B"}),
    "procedures.ProcedureVersion": Pages(view=EVERY),
    "procedures.Translation": Pages(view="BD"),
    "procedures.SearchCount": Pages(view="QLMTB"),
    "procedures.Abbreviation": words(),
    "procedures.SynonymGroup": words(),
    "procedures.CommonQuestion": words(),
    "procedures.ConfusablePair": words(),
    "procedures.Elsewhere": words(),
    "procedures.Signpost": words(),
    "procedures.Emergency": words(),
    "procedures.DangerKind": words(),
    "procedures.DangerPerson": words(lists={"preview": "B"}),
    "procedures.DangerAct": words(lists={"preview": "B"}),
    "procedures.Aspect": words(),
    "procedures.FillerWord": words(),
    "procedures.AnswerWord": words(),
    "procedures.LawChange": words(),
    "dossiers.Dossier": Pages(
        view="LM", add="LM", bound=True,
        actions=by("LM", "move_many", "export_csv", "export_xlsx"),
        lists=by("LM", "bulk", "procedures", "due"),
        more={
            **by(
                "LM", "to_submitted", "to_accepted", "to_declined", "to_processing",
                "to_supplement_required", "to_payment_required",
                "to_withdrawn", "to_suspended", "to_stopped", "to_completed", "to_returned",
                "extend", "assign", "set_fee", "set_applicant", "receipt",
            ),
            "correct": "L",
        },
    ),
    "dossiers.DossierImport": Pages(view="LM", add="LM", bound=True),
    "dossiers.ImportConflict": Pages(view="LM", bound=True, more={"accept": "L", "reject": "LM"}),
    "dossiers.ColumnName": Pages(actions={"delete_selected": ""}),
    "dossiers.OfficeName": Pages(actions={"delete_selected": ""}),
    "dossiers.ConnectorKey": Pages(more=by("", "rotate", "revoke")),
    "dossiers.ConnectorDelivery": Pages(),
    "dossiers.ConnectorRefusal": Pages(view="LM", bound=True, more={"settle": "LM"}),
    "reception.Queue": Pages(
        view="LM", add="L", change="L", bound=True,
        more={
            **by("LM", "next", "done", "walk_in", "note", "recall", "undo", "miss", "priority"),
            **by("LM", "sit", "print_day", "print_poster"),
            **by("L", "close", "screen", "revoke_screens"),
        },
    ),
    "reception.QueueNumber": Pages(
        view="LM", bound=True,
        more=by(
            "LM", "arrive", "recall", "finish", "skip", "miss", "return", "leave", "carry", "prefer"
        ),
    ),
    "reception.PriorityGroup": Pages(view="LM", add="L", change="L"),
    "feedback.Question": Pages(
        view="LT", bound=True,
        more=by("LT", "take", "answer", "ask_back", "assign", "pass_on", "merge", "release",
            "close", "draft", "note"),
        lists={"assign_many": "L"}, actions={"assign_many": "L"},
    ),
    "feedback.Rating": Pages(view="LT", bound=True, more={"release": "L"}),
    "feedback.FollowUp": Pages(view="L", bound=True,
        more=by("L", "handle", "ask_back", "decline", "publish", "note")),
    "feedback.RatingAlarm": Pages(view="L", bound=True, more={"judge": "L"}),
    "feedback.Poster": Pages(view="LM", add="LM", bound=True,
        more=by("LM", "print_out", "revoke"), lists={"counter": "LM"}),
    "reports.ReportKind": Pages(view="QL", add="Q", change="QL", province=True, beyond="Q"),
    "reports.ListedReason": Pages(
        view="QL", add="Q", change="QL", delete="Q", province=True, beyond="Q",
        actions={"delete_selected": "Q"},
    ),
    "announcements.Announcement": Pages(
        view=NEWS, add="N", change="N", bound=True, lists={"calendar": NEWS},
        more={
            "preview": NEWS,
            **by("N", "do_submit", "do_propose", "do_discard"),
            **by("AP", "do_return", "do_turn_down", "do_approve", "do_correct", "do_pin",
                 "do_unpin", "do_prolong", "do_reconfirm", "do_withdraw"),
            "do_revoke": "U",
            **by("NAP", "ask_broadcast", "cancel_broadcast", "retry_articles"),
            "confirm_broadcast": "AP",
        },
    ),
    "announcements.Challenge": Pages(view="AP", bound=True, more={"answer": "AP"}),
    "feedback.Questionnaire": Pages(view="B", add="B"),
    "feedback.FaqEntry": Pages(view="LTB", add="LTB", change="B",
        more=by("B", "publish", "withdraw")),
    "feedback.AnswerTemplate": Pages(view="LTB", add="B", change="B",
        actions={"delete_selected": ""}),
    "reports.Report": Pages(
        view=REPORTS, bound=True,
        lists={"map": REPORTS, "receive_many": "LRIC", "assign_many": "L"},
        actions={"receive_many": "LRIC", "assign_many": "L"},
        more={
            **by("LRIC", "receive", "receive_and_pass_on", "accept", "send_back", "acknowledge",
                 "pass_on", "reclassify", "merge", "split"),
            **by("L", "take_on", "extend", "conclude", "give_back", "hand_over", "decline",
                 "reopen", "uphold"),
            **by(REPORTS, "ask_more", "note", "take", "assign", "propose"),
            "open_seal": "LVIC",
        },
    ),
}  # fmt: skip

# Pages without a model: the status that every officer gets, or the roles that open it.
OTHERS = {
    "index": 200,
    "search": 200,
    "desk-search": 405,  # POST only; tests/foundation/desk/search
    "save-view": 405,  # POST only; tests/foundation/desk/work_lists
    "forget-view": 405,
    "desk-live": 405,  # tests/foundation/desk/one_screen
    "desk-taken": 405,
    "desk-draft": 405,
    "login": 302,
    "invitation": 200,  # for whoever has its link; tests/officers/admin/test_invitations.py
    "help-index": 200,
    "help": None,  # every officer reads every guide; tests/officers/guides
    "help-picture": None,
    "report-definitions": "L",
    "report-docx": "L",  # tests/officers/month_report
    "trends": "L",
    "report": "L",  # of the officer's own offices; tests/officers/first_page
    "trends-csv": "L",
    "satisfaction-figures": "L",  # tests/feedback/admin
    "satisfaction-export": "L",
    "first-week": "Q",  # and leaders of the whole province; tests/officers/first_page
    "needs": "LMTB",  # numbers of the officer's own offices; tests/feedback/admin/test_needs.py
    "jsi18n": 200,
    "password_change": 200,
    "own-password": 200,
    "password_change_done": 200,
    "app_list": None,  # shows what index shows
    "autocomplete": None,  # see the table below
    "view_on_site": 404,  # no model has a page outside
    "logout": None,  # ends the session
    "oa-consent-callback": None,  # redirects; tests/official_accounts/test_connecting.py
    "evidence-look": None,  # of reports that the officer sees; tests/reports/evidence/test_pages.py
    "evidence-beside": None,
    "evidence-quarantine": None,
    "evidence-export": None,
    "second-factor": 200,
    "second-factor-prove": 302,
    "second-factor-set-up": 200,
    "second-factor-recovery": 405,  # makes new codes, by POST
}
# The search boxes of forms: the model, and the roles; rows bound to offices only within reach.
AUTOCOMPLETES = {
    "offices.Office": EVERY + "D" + REPORTS + NEWS,
    "offices.Field": "B",
    "procedures.Procedure": EVERY,
    "procedures.OfficialForm": EVERY,
}
