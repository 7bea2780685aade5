/** After a part of the page was exchanged, say its headline to screen readers. */
export function announceAfterSwap() {
  const region = document.getElementById("announcement");
  if (!region) return;
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const headline = event.detail.elt.querySelector?.("[data-headline]");
    if (headline) region.textContent = headline.textContent.trim();
  });
  document.body.addEventListener("htmx:sendError", () => {
    region.textContent = region.dataset.offline;
  });
}
