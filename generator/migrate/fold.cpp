#include "migrate/fold.hpp"

#include <stdexcept>

namespace tenon::migrate {

schema::Schema fold(const Store& store, const std::vector<std::string>& ids,
                    base::Diagnostics& diagnostics) {
  schema::Schema schema;
  for (const std::string& id : store.graph.ancestors(ids)) {
    try {
      schema::apply(store.find(id).operations, schema);
    } catch (const std::logic_error& error) {
      diagnostics.error(
          "revision-graph", {},
          "the operations of revision '" + id + "' do not fit the ones before it: " + error.what());
      return schema;
    }
  }
  return schema;
}

}  // namespace tenon::migrate
