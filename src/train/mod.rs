//! Makes models of treebanks and annotated documents, the same bytes on every machine.
