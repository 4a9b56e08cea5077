#pragma once
// Pickles of what the submodules hold; called after each is bound.

namespace reeindex::python {

void keep_core();
void keep_data();
void keep_industry();
void keep_patents();
void keep_indicators();
void keep_assess();

}  // namespace reeindex::python
