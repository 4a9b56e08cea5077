#pragma once
// How the fields of a value that is kept are listed: pickles and to_dict() hold them by these
// names, and later versions read them by these names. A field is added, or left with what it means;
// never renamed.

#include <cstddef>
#include <tuple>
#include <type_traits>

namespace reeindex::python {

// A member and the name it is kept by.
template <class T, class Value>
struct Field {
    const char* name;
    Value T::*member;
};
template <class T, class Value>
Field(const char*, Value T::*) -> Field<T, Value>;

// `fields` of a type that is kept, a tuple of Field.
template <class T>
struct Kept {};

template <class T>
concept HasFields = requires {
    Kept<T>::fields;
};

#define REEINDEX_FIELD(name) \
    Field { #name, &T::name }

}  // namespace reeindex::python
