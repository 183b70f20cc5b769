// A decision of a reviewer is written beside the corpus and survives a rebuild.

export const review = {};
