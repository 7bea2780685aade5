"""The care loop: case, plan, programme, goal, task, engagement, review, referral, conference, closure."""
