// A C++ type that wraps a stored value: a strong id, a struct of one member, a type with a
// tenon::Codec. The column knows nothing of it; what is generated in C++ does.
#pragma once

#include <string>

namespace tenon::model {

struct Wrapper {
  std::string type;    ///< as C++ names it from everywhere: "shop::Money"; "" for an id
  std::string entity;  ///< of a tenon::Id: the qualified name of its entity, or of another type
  std::string header;  ///< what generated code has to include for it; "" is nothing
  std::string member;  ///< of a struct that is stored as its one member: that member, else ""

  bool operator==(const Wrapper&) const = default;
};

}  // namespace tenon::model
