"""The floor: what an empty Streamlit page costs. One radio, one line of text."""

import streamlit as st

phase = st.radio("Phase", ["I", "II", "both", "not-stated"], index=1, horizontal=True)
st.text(f"Phase {phase}")
