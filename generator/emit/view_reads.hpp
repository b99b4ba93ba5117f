// How a row becomes an entity, column by column, also where the columns are those of value objects.
#pragma once

#include <string>
#include <vector>

#include "model/model.hpp"

namespace tenon::emit {

/// The lines that read these fields of the entity, in their order, into the object called `local`:
/// the entity, or one with the same members. Value objects are read as a whole.
std::vector<std::string> row_reads(const model::Entity& entity, const model::Model& model,
                                   const std::vector<const model::Field*>& fields,
                                   const std::string& local);

}  // namespace tenon::emit
