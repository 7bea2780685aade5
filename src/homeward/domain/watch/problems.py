"""What can go wrong when somebody tries a rule."""

from django.utils.translation import gettext_lazy as _

from homeward.foundation.problems import Kind, Problem


class RuleFileFaulty(Problem):
    """The file is no rule file; `faults` says each fault with line, column and remedy."""

    code = "watch.rule_file_faulty"
    kind = Kind.INVALID
    says = _("规则文件有误，请改正后再试：\n{faults}")


class RuleProtected(Problem):
    """The rule reads, or would find, what the reader may not see."""

    code = "watch.rule_protected"
    kind = Kind.DENIED
    says = _("规则 {rule} 涉及受保护的内容，只有儿童保护负责人可以试算。")
