"""The pages about needs: alerts, screening, guardianship, reports."""
