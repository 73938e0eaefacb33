"""Official forms: what a version keeps of them, what citizens read on a day, who publishes them."""
