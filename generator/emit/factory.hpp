// Where each member of a new row comes from when a test's factory makes it: made up, from a row
// that it refers to, or from who asks for it. Found for all entities together, since a row can only
// be made if those that it refers to can.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/model.hpp"

namespace tenon::emit {

/// A row that has to be there first: made by its own factory unless the caller names one.
struct Parent {
  const model::Reference* reference = nullptr;
  const model::Entity* entity = nullptr;
};

/// A member of the Create DTO.
struct MadeMember {
  enum class From {
    nothing,   ///< NULL, or its default
    made_up,   ///< each object its own value
    parent,    ///< a row that is referred to, or for a value object one of its members is
    argument,  ///< whoever makes the factory has to say it
  };
  const model::Field* field = nullptr;
  From from = From::nothing;
  bool varies = false;  ///< it is part of a unique key
  /// The values of so many numbers are the same: others of its key are another one each time.
  std::int64_t divisor = 1;
  bool instead_of_default = false;  ///< it has a default, of which there can be only one row
};

struct FactoryPlan {
  std::vector<MadeMember> members;  ///< all of the Create DTO
  std::vector<Parent> parents;      ///< of references that are no part of a value object

  bool has_arguments() const;
  bool has_parents() const;
};

/// By the qualified name of the entity; views have none. A reference to rows that are not made
/// without an argument is an argument itself, and so are those of a circle.
std::map<std::string, FactoryPlan> factory_plans(const model::Model& model);

}  // namespace tenon::emit
