"""Living documentation: the features as pages, each scenario with how it ended when it was last run."""
