"""The closed lists of one kind of entry each; what several kinds share stands in `values.vocabulary`."""
