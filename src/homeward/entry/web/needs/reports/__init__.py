"""Reports of harm: filed by everybody who meets children, acted on by the protection lead."""
