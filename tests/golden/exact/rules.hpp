// What the application's rules of this project were asked about: "view spot meter ".
#pragma once

#include <string>

namespace exact {

extern std::string asked;

}  // namespace exact
