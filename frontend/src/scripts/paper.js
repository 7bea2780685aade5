/** A paper typed in by keyboard: digits choose, Backspace goes back, Enter sends. Works as radios without this. */
export function typePapers() {
  const form = document.querySelector("[data-paper]");
  const items = form ? [...form.querySelectorAll("[data-item]")] : [];
  if (!items.length) return;
  const radios = (item) => [...item.querySelectorAll("input[type=radio]")];
  const answered = () => items.filter((item) => radios(item).some((one) => one.checked)).length;
  const told = form.querySelector("[data-answered]");

  const tell = () => {
    told.hidden = false;
    told.textContent = `${answered()} / ${items.length}`;
  };
  const goTo = (item) => {
    const choices = radios(item);
    (choices.find((one) => one.checked) ?? choices[0]).focus();
    item.scrollIntoView({ block: "center" });
  };
  const current = () => {
    const at = items.findIndex((item) => item.contains(document.activeElement));
    return at >= 0 ? at : Math.max(0, items.findIndex((item) => !radios(item).some((one) => one.checked)));
  };

  form.addEventListener("change", tell);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=radio])");
    const elsewhere = event.target.closest("form, a, button, summary");
    if (typing || (elsewhere && elsewhere !== form) || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = current();
    if (/^[1-9]$/.test(event.key)) {
      const choice = radios(items[at])[Number(event.key) - 1];
      if (!choice) return;
      choice.checked = true;
      choice.focus();
      tell();
      if (items[at + 1]) goTo(items[at + 1]);
    } else if (event.key === "Backspace") {
      goTo(items[Math.max(0, at - 1)]);
    } else if (event.key === "Enter") {
      form.requestSubmit();
    } else return;
    event.preventDefault();
  });
  tell();
  if (!document.querySelector(".govuk-error-summary")) goTo(items[0]);
}
