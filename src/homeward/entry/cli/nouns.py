"""The nouns of the command line, and the verbs that are written by hand.

Light: it is read for every call of `./homeward`. The other verbs come from the registry of commands
and queries once their noun is typed; a test fails when a noun of the registry is missing here.
"""

NOUNS: dict[str, str] = {
    "child": "儿童 Children on the register",
    "roll": "花名册 Rolls: read, import, undo",
    "instrument": "量表 Instruments",
    "round": "筛查 Screening rounds",
    "need": "需要 Needs: answers, guardianship",
    "alert": "预警 Alerts and their clocks",
    "watch": "核对 Alert rules: run them, try a change",
    "report": "侵害报告 Reports of harm",
    "case": "个案 Cases of care",
    "plan": "计划 Care plans and suggestions",
    "goal": "目标 Goals",
    "task": "任务 Tasks",
    "engagement": "服务 What was done with a child",
    "review": "复核 Reviews",
    "referral": "转介 Referrals",
    "conference": "会商 Case conferences",
    "programme": "项目 Programmes",
    "care": "关爱 The care loop as a whole",
    "school": "学校 Schools",
    "place": "地区 Places",
    "people": "人员 People and their roles",
    "account": "自己的账号 One's own account",
    "audit": "审计 The audit",
    "keys": "密钥 Encryption keys",
    "status": "认定 Status under each definition",
    "double": "疑似重复 Records that may be one child",
    "erasure": "删除申请 Requests for erasure",
    "correction": "更正申请 Requests for correction",
    "helper": "帮扶人 People who want to help, and their vetting",
    "match": "结对 Who helps which child",
    "transfer": "转移 Handing a child on",
    "consent": "同意 Consent for each purpose",
    "household": "一户 Households",
    "carer": "照料人 Carers and their load",
    "retention": "保存期限 How long things are kept",
    "compliance": "合规材料 The year's compliance figures",
    "linkage": "重复登记 How likely doubles are told",
    "demo": "演示 The fictional county",
}
"""Noun -> what its verbs are about."""

BY_HAND: dict[str, dict[str, str]] = {
    "account": {"issue-token": "homeward.entry.cli.token:app"},
    "audit": {"verify": "homeward.entry.cli.audit:app"},
    "keys": {
        "rotate": "homeward.entry.cli.keys:rotating",
        "reseal": "homeward.entry.cli.keys:resealing",
    },
    "linkage": {"fit": "homeward.entry.cli.linkage:app"},
    "watch": {"try": "homeward.entry.cli.watch:app"},
    "roll": {
        "import": "homeward.entry.cli.roll:app",
        "undo": "homeward.entry.cli.roll_acts:undoing",
        "template": "homeward.entry.cli.roll_acts:emptying",
    },
}
"""Noun -> verb -> "module:typer app"; these stand before a verb of the same name in the registry."""
