#include "base/names.hpp"
#include "import/build.hpp"
#include "import/names.hpp"
#include "import/types.hpp"

namespace tenon::import {

void build_views(Building& building, const std::vector<const schema::View*>& views) {
  static_cast<void>(building);
  static_cast<void>(views);
}

}  // namespace tenon::import
