// The headers of forms/cpp/models, compiled with the warnings of this repository as errors: they
// are plain C++, and <tenon/model.hpp> silences what compilers say of our attributes.
#include "account.hpp"
#include "country.hpp"
#include "link.hpp"
#include "link_via.hpp"
#include "marker.hpp"
#include "profile.hpp"
#include "ruled.hpp"
#include "sample.hpp"
#include "setting.hpp"
