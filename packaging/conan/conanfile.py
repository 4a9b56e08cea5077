"""Conan 2 recipe: `conan create packaging/conan`, from a copy of the sources."""

from __future__ import annotations

import re
from pathlib import Path

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load

ROOT = Path(__file__).resolve().parents[2]


class Reeindex(ConanFile):
    """The library; `system_eigen=True` takes Eigen from where CMake finds it."""

    name = "reeindex"
    description = "Assessment and short-series forecasts of the rare-earth industry"
    license = "BSD-3-Clause AND CC-BY-4.0 AND etalab-2.0"
    package_type = "library"
    settings = "os", "compiler", "build_type", "arch"
    options = {"shared": [True, False], "fPIC": [True, False], "system_eigen": [True, False]}
    default_options = {"shared": False, "fPIC": True, "system_eigen": False}
    implements = ["auto_shared_fpic"]

    def set_version(self):
        """Take the version from the header that holds it."""
        text = load(self, ROOT / "include" / "reeindex" / "version.hpp")
        self.version = re.search(r'#define REEINDEX_VERSION "([^"]+)"', text)[1]

    def export_sources(self):
        """Copy what the library is built from."""
        for name in ("CMakeLists.txt", "LICENSE", "LICENSE-DATA"):
            copy(self, name, ROOT, self.export_sources_folder)
        for folder in ("cmake", "include", "src", "data"):
            copy(self, "*", ROOT / folder, Path(self.export_sources_folder) / folder)

    def requirements(self):
        """Eigen is a part of the interface."""
        if not self.options.system_eigen:
            self.requires("eigen/[>=3.4 <6]", transitive_headers=True)

    def layout(self):
        """Sources and builds apart."""
        cmake_layout(self)

    def generate(self):
        """Nothing but the library."""
        toolchain = CMakeToolchain(self)
        for part in ("TESTS", "EXAMPLES", "BENCHMARKS"):
            toolchain.cache_variables[f"REEINDEX_BUILD_{part}"] = False
        toolchain.generate()
        if not self.options.system_eigen:
            from conan.tools.cmake import CMakeDeps

            CMakeDeps(self).generate()

    def build(self):
        """Configure and build."""
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        """Install, with the licences."""
        CMake(self).install()
        for name in ("LICENSE", "LICENSE-DATA"):
            copy(self, name, self.source_folder, Path(self.package_folder) / "licenses")

    def package_info(self):
        """Hand on the CMake package that the library installs itself."""
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = ["lib/cmake/reeindex"]
