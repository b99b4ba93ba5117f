// The views of testing/: what only tests link.
#pragma once

#include <nlohmann/json.hpp>

#include "emit/emit.hpp"
#include "emit/factory.hpp"

namespace tenon::emit {

/// testing/<entity>_factory.hpp/.cpp
nlohmann::json factory_view(const model::Entity& entity, const FactoryPlan& plan,
                            const model::Model& model);
/// testing/<name>_printer.hpp/.cpp
nlohmann::json printer_view(const model::Entity& entity, const model::Model& model);
nlohmann::json printer_view(const model::ValueObject& object);
nlohmann::json printer_view(const model::Enum& enumeration);
/// testing/create_all.hpp/.cpp
nlohmann::json create_all_view(const schema::Schema& schema, const Project& project);

}  // namespace tenon::emit
