"""The domain of the atlas: the record, its places, what is selected and how it is drawn. It imports no Streamlit."""
