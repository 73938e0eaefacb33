"""What citizens tell the police: reports with evidence, checked before they are sent."""
