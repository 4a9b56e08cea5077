"""Builds and runs a program against the package."""

from __future__ import annotations

from pathlib import Path

from conan import ConanFile
from conan.tools.build import can_run
from conan.tools.cmake import CMake, cmake_layout


class TestReeindex(ConanFile):
    """A consumer."""

    settings = "os", "compiler", "build_type", "arch"
    generators = "CMakeDeps", "CMakeToolchain"

    def requirements(self):
        """The package under test."""
        self.requires(self.tested_reference_str)

    def layout(self):
        """Sources and builds apart."""
        cmake_layout(self)

    def build(self):
        """Configure and build."""
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def test(self):
        """Run it."""
        if can_run(self):
            self.run(str(Path(self.cpp.build.bindir) / "use_library"), env="conanrun")
