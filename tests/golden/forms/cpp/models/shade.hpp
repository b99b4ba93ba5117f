#pragma once

namespace forms {

enum class Shade { dark };

}  // namespace forms
