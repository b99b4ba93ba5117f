#pragma once

#include <tenon/model.hpp>

namespace forms {

enum class Shade {
  dark [[tenon::text("pitch dark")]],
  light_grey [[tenon::text("light grey")]],
  nasty [[tenon::text("1%\\'\"ü")]],
  new_ [[tenon::text("new")]],
};

}  // namespace forms
